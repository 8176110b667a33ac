// What becomes of results, in a real browser: node tests/browser/results_story.mjs build/quick/motcua
// A birth certificate is handed over electronically, lies in its owner's store, and goes with a second dossier instead of being brought
// again; the desk sees from where. With JavaScript (Vietnamese, English) and without.
import { answerAll, begin, given, scan } from "./birth.mjs";
import { arrive, check, download, inspect, portrait, press, sees, telephone, tell } from "./province.mjs";

const again = "1.004884"; // a birth registered anew asks for the old certificate
const look = ({ page, locale, scripted }, name) => inspect(page, page.url(), `results_${locale.slice(0, 2)}_${name}`, scripted);

async function act({ page, address }, code, action, fill = async () => {}) {
  await page.goto(`${address}/dossiers/${code}`);
  const form = page.locator(`#${action}`);
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await fill(form);
  await press(page, form.locator('button[type="submit"]'));
}

// From the counter to the head's decision.
async function decide(province, manner, code) {
  const [clerk, officer, approver] = await Promise.all(["clerk", "officer", "approver"].map((role) => arrive(province, manner, role)));
  await act(clerk, code, "acceptance");
  await act(clerk, code, "assignment", (form) => form.locator('input[type="radio"]').first().check({ force: true }));
  await act(officer, code, "step", (form) => form.locator("textarea").fill("Đủ điều kiện."));
  await act(approver, code, "result", (form) => form.locator('input[type="file"]').setInputFiles(scan(province.folder, "giấy khai sinh.pdf")));
  for (const { context } of [clerk, officer, approver]) await context.close();
}

// The demonstration signs its results in the background; until then the store does not give them out.
async function signed({ page, address, say }, code) {
  const words = say("dossier.result.signed", "Khoá thử của tỉnh demo", "").split(",")[0];
  await page.goto(`${address}/dossiers/${code}`);
  for (let tries = 0; tries < 50 && !(await page.content()).includes(words); ++tries) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  await sees(page, words);
}

async function reuse(citizen, folder, code) {
  const { page, address, say } = citizen;
  await page.goto(`${address}/procedures/${again}/start`);
  await begin(citizen);
  await answerAll(citizen);
  await sees(page, say("wallet.offer"), code);
  await look(citizen, "offer");
  await portrait(citizen, "reuse", telephone);
  await page.setInputFiles('[name="part-1"]', scan(folder, "tờ khai.pdf"));
  await press(page, page.locator('button[name="take"]').first());
  await sees(page, say("wallet.reused", "Giấy khai sinh", code, "").split(" (")[0]);
  await look(citizen, "taken");
  check((await page.locator(".mc-files li").count()) === 2, "the upload beside a stored paper is not kept");
  await press(page, page.getByRole("button", { name: say("draft.save_and_continue") }).last());
  await page.locator('[name="delivery"][value="electronic"]').check({ force: true });
  await press(page);
  await press(page);
  const found = /\/dossiers\/(H\d+[^/]*)$/.exec(page.url());
  check(found, `sent, and now at ${page.url()}`);
  await sees(page, say("wallet.reused", "Giấy khai sinh", code, "").split(" (")[0]);
  return found?.[1];
}

async function store(citizen, first, second) {
  const { page, address, say } = citizen;
  await page.goto(`${address}/me`);
  await press(page, page.locator('a[href="/me/documents"]'));
  await sees(page, say("wallet.title"), first);
  const card = page.locator(".govuk-summary-card", { hasText: first });
  if (second) {
    check((await card.innerText()).includes(second), "the store does not say where the paper was used");
    await look(citizen, "store_used");
    await portrait(citizen, "store", telephone);
    return;
  }
  await look(citizen, "store");
  const bytes = await download(page, ".govuk-summary-card a[href$='/file']");
  check(bytes.subarray(0, 5).toString() === "%PDF-", "the stored paper is no PDF");
}

async function reused(province, manner) {
  const first = await given(province, "electronic");
  await decide(province, manner, first);
  const citizen = { ...(await arrive(province, manner, "citizen")), folder: province.folder };
  await signed(citizen, first);
  await store(citizen, first);
  const second = await reuse(citizen, province.folder, first);
  await store(citizen, first, second);
  const clerk = await arrive(province, manner, "clerk");
  await clerk.page.goto(`${clerk.address}/dossiers/${second}`);
  await sees(clerk.page, clerk.say("wallet.reused", "Giấy khai sinh", first, "").split(" (")[0]);
  await look(clerk, "case");
  const card = citizen.page.locator(".govuk-summary-card", { hasText: first });
  await card.locator("summary").click();
  await press(citizen.page, card.locator("button"));
  check(!(await citizen.page.content()).includes(first), "what was taken out of the store is still there");
  for (const { context } of [citizen, clerk]) await context.close();
}

await tell("results", async (province) => {
  await reused(province, { locale: "vi-VN", scripted: true });
  await reused(province, { locale: "en-GB", scripted: true });
  await reused(province, { locale: "vi-VN", scripted: false });
});
