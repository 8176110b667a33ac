// What becomes of results, in a real browser: node tests/browser/results_story.mjs build/quick/motcua
// A birth certificate is handed over electronically, lies in its owner's store, and goes with a second dossier instead of being brought
// again; the desk sees from where. Another result goes by post, comes back, goes again and arrives; the citizen reads the waybill and
// rates with the nine questions, whose sums the head reads. With JavaScript (Vietnamese, English) and without.
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
  const clerk = await arrive(province, manner, "clerk");
  await decideBy(province, clerk, code);
  await clerk.context.close();
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

const waybill = "RB123456785VN";

async function dispatch(clerk, code, number) {
  await act(clerk, code, "dispatch", (form) => form.locator('[name="dispatch.waybill"]').fill(number));
}

// A slip of a digit is found; the parcel comes back once, and arrives the second time.
async function post(clerk, citizen, code) {
  await act(clerk, code, "paper-check", (form) => form.locator('input[type="radio"]').first().check({ force: true }));
  await sees(clerk.page, clerk.say("dossier.papers.checked"));
  await decideBy(clerk.province, clerk, code);
  await dispatch(clerk, code, "RB123456784VN");
  await sees(clerk.page, clerk.say("dossier.waybill_wrong"));
  await look(clerk, "dispatch_wrong");
  await dispatch(clerk, code, waybill);
  const { page, address, say } = citizen;
  await page.goto(`${address}/dossiers/${code}`);
  await sees(page, waybill, say("dossier.parcel.under_way"));
  await sees(page, say("dossier.turn.under_way", "|", waybill).split("|")[0]);
  await look(citizen, "under_way");
  await portrait(citizen, "waybill", telephone);
  await act(clerk, code, "parcel-return", (form) => form.locator("textarea").fill("Không có người nhận"));
  await page.reload();
  await sees(page, say("dossier.turn.came_back", "Không có người nhận"));
  await look(citizen, "came_back");
  await dispatch(clerk, code, waybill);
  await act(clerk, code, "hand-over", (form) => form.locator('[name="hand-over.to"]').fill("Nguyễn Thị Mai"));
  await look(clerk, "arrived");
}

async function decideBy(province, clerk, code) {
  const manner = { locale: clerk.locale, scripted: clerk.scripted };
  const [officer, approver] = await Promise.all(["officer", "approver"].map((role) => arrive(province, manner, role)));
  await act(clerk, code, "acceptance");
  await act(clerk, code, "assignment", (form) => form.locator('input[type="radio"]').first().check({ force: true }));
  await act(officer, code, "step", (form) => form.locator("textarea").fill("Đủ điều kiện."));
  await act(approver, code, "result", (form) => form.locator('input[type="file"]').setInputFiles(scan(province.folder, "giấy khai sinh.pdf")));
  for (const { context } of [officer, approver]) await context.close();
}

async function rate(citizen, code) {
  const { page, address, say } = citizen;
  await page.goto(`${address}/dossiers/${code}`);
  await page.locator('[name="satisfaction"][value="2"]').check({ force: true });
  await page.locator("details", { hasText: say("rating.more") }).first().locator("summary").click();
  for (const [question, points] of [["time", 2], ["courtesy", 1], ["online", 0]]) await page.locator(`[name="answers.${question}"][value="${points}"]`).check({ force: true });
  await look(citizen, "rating");
  await press(page, page.getByRole("button", { name: say("dossier.rating.button") }));
  await sees(page, say("dossier.rating.thanks", say("dossier.rating.2")));
}

async function posted(province, manner) {
  const code = await given(province, "post");
  const clerk = { ...(await arrive(province, manner, "clerk")), province };
  const citizen = await arrive(province, manner, "citizen");
  await post(clerk, citizen, code);
  await rate(citizen, code);
  const head = await arrive(province, manner, "approver");
  await head.page.goto(`${head.address}/today`);
  await press(head.page, head.page.locator('a[href="/desk/ratings"]'));
  await sees(head.page, head.say("rating.title"), head.say("rating.satisfaction"));
  await look(head, "ratings");
  for (const { context } of [clerk, citizen, head]) await context.close();
}

await tell("results", async (province) => {
  await reused(province, { locale: "vi-VN", scripted: true });
  await posted(province, { locale: "vi-VN", scripted: true });
  await reused(province, { locale: "en-GB", scripted: true });
  await posted(province, { locale: "en-GB", scripted: true });
  await reused(province, { locale: "vi-VN", scripted: false });
  await posted(province, { locale: "vi-VN", scripted: false });
});
