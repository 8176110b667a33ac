// The whole way of a birth registration between a citizen and a commune, in a real browser: node tests/browser/journey_story.mjs build/quick/motcua
// Searched, sent, accepted, worked on, signed, downloaded and rated; then one refused, one supplemented and handed over, one withdrawn.
// With JavaScript (Vietnamese, English) and without. What people read is checked at each turn, and so is the history.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answerAll, begin, bringPapers, child, find, given, scan, scans, send, submit } from "./birth.mjs";
import { another, arrive, check, desktop, download, inspect, portrait, press, sees, signIn, telephone, tell } from "./province.mjs";
import { say } from "./words.mjs";

// The people of one telling, each with a browser of their own.
async function gather(province, manner) {
  const people = {};
  for (const role of ["citizen", "clerk", "officer", "approver"]) people[role] = await arrive(province, manner, role);
  people.citizen.folder = province.folder;
  return people;
}

const look = ({ page, locale, scripted }, name) => inspect(page, page.url(), `journey_${locale.slice(0, 2)}_${name}`, scripted);

// The clerk's, officer's or approver's work list holds it; its page.
async function open(person, code, name) {
  const { page, address } = person;
  await page.goto(`${address}/desk`);
  await look(person, `desk_${name}`);
  await press(page, page.getByRole("link", { name: code }));
  await sees(page, code);
  await look(person, `case_${name}`);
  if (name === "submitted") await portrait(person, "case", desktop);
}

async function isNotListed({ page, address }, code) {
  await page.goto(`${address}/desk`);
  check((await page.getByRole("link", { name: code }).count()) === 0, `${code} still stands on the desk`);
}

// Takes this action on the case page: unfolds it, fills it in, sends it.
async function act(person, action, fill = async () => {}) {
  const form = person.page.locator(`#${action}`);
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await fill(form);
  await press(person.page, form.locator('button[type="submit"]'));
}

const acts = (...actions) => actions.map((action) => `dossier.event.${action}`);

// The dossier's own page tells the citizen this state, and this history in this order.
async function citizenSees(citizen, code, state, actions, name) {
  const { page, address, say } = citizen;
  await page.goto(`${address}/dossiers/${code}`);
  await sees(page, code, say(`dossier.state.${state}`), say(`dossier.meaning.${state}`), say(`dossier.turn.${state}`));
  if (name === "returned") await portrait(citizen, "dossier", telephone);
  const told = await page.locator(".history li strong").allTextContents();
  const expected = acts(...actions).map((key) => say(key));
  check(told.join("; ") === expected.join("; "), `the history of ${name} says “${told.join("; ")}”, not “${expected.join("; ")}”`);
  await look(citizen, `citizen_${name}`);
}

function textOf(pdf, folder) {
  const file = join(folder, "receipt.pdf");
  writeFileSync(file, pdf);
  return execFileSync("pdftotext", ["-layout", file, "-"]).toString();
}

// The receipt is a PDF in which the code stands; the secret on it opens the tracking page to somebody who is not signed in.
async function receipt(province, manner, citizen, code) {
  const pdf = await download(citizen.page, 'a[href$="/receipt.pdf"]');
  check(pdf.subarray(0, 5).toString() === "%PDF-", "the receipt is no PDF");
  const text = textOf(pdf, province.folder);
  check(text.includes(code), "the receipt does not bear the dossier's code");
  const secret = /\b[A-Z0-9]{8}\b(?=\s*$)/m.exec(text.split("\n").find((line) => line.includes(say("vi", "paper.track_code", "").trim())) ?? "")?.[0];
  if (!check(secret, "the receipt has no tracking secret")) return;
  await track(await arrive(province, manner), code, secret);
}

async function track(stranger, code, secret) {
  const { page, address, say } = stranger;
  await page.goto(address);
  await press(page, page.getByRole("link", { name: say("catalogue.home.track") }));
  await page.fill('[name="code"]', code);
  await page.fill('[name="secret"]', "ABCDEFGH");
  await press(page);
  await sees(page, say("dossier.track.wrong"));
  await look(stranger, "track_wrong");
  await page.fill('[name="secret"]', secret.toLowerCase());
  await press(page);
  await sees(page, code, say("dossier.state.submitted"), say("dossier.meaning.submitted"));
  check(!(await page.content()).includes("Nguyễn Thị Lan"), "the tracking page names a person");
  await look(stranger, "track");
  await page.goto(`${address}/track/${code}/${secret}`);
  await sees(page, code, say("dossier.state.submitted"));
  await look(stranger, "track_link");
  await stranger.context.close();
}

// A citizen who is not signed in searches, is asked to sign in where it is needed, and goes on where they were.
async function search(province, manner) {
  const citizen = { ...(await arrive(province, manner)), folder: province.folder };
  const { page, address, say } = citizen;
  await find(citizen);
  await press(page, page.getByRole("button", { name: say("draft.start.sign_in") }));
  await signIn(page, address, province.accounts.find((account) => account.role === "citizen"));
  check(page.url().endsWith("/start"), `signed in to begin, and now at ${page.url()}`);
  await begin(citizen);
  await answerAll(citizen);
  await bringPapers(citizen);
  return { citizen, code: await send(citizen, "electronic") };
}

async function acceptAndAssign({ clerk }, code) {
  await open(clerk, code, "submitted");
  const { page, say } = clerk;
  await sees(page, say("dossier.state.submitted"), child, ...scans, say("dossier.fact.acknowledge_by"));
  const paper = await download(page, ".paper-list a");
  check(paper.toString().includes(scans[0]), "the clerk does not read the paper that the citizen sent");
  await act(clerk, "acceptance");
  await sees(page, say("dossier.state.accepted"), say("dossier.fact.due_at"));
  await assign(clerk);
}

async function assign(clerk) {
  await act(clerk, "assignment", (form) => form.locator('input[type="radio"]').first().check({ force: true }));
  await sees(clerk.page, clerk.say("dossier.state.in_process"), clerk.say("dossier.event.assignment"));
  await look(clerk, "case_assigned");
}

async function work({ officer, approver }, code, folder) {
  await open(officer, code, "in_process");
  await act(officer, "step", (form) => form.locator("textarea").fill("Đủ điều kiện, đề nghị ký."));
  await sees(officer.page, officer.say("dossier.event.step"), "Đủ điều kiện, đề nghị ký.");
  await open(approver, code, "signing");
  const result = scan(folder, "giấy khai sinh.pdf");
  await act(approver, "result", (form) => form.locator('input[type="file"]').setInputFiles(result));
  return readFileSync(result);
}

async function rate(citizen, code, told) {
  const { page, say } = citizen;
  await page.locator('[name="satisfaction"][value="2"]').check({ force: true });
  await page.fill('[name="words"]', "Rất nhanh, cảm ơn.");
  await press(page, page.getByRole("button", { name: say("dossier.rating.button") }));
  await sees(page, say("dossier.rating.thanks", say("dossier.rating.2")));
  check((await page.getByRole("button", { name: say("dossier.rating.button") }).count()) === 0, "a dossier can be rated twice");
  await citizenSees(citizen, code, "returned", [...told, "rating"], "rated");
}

// Signing is work in the background: the page says so until it is done.
async function isSigned({ page, say }) {
  const signed = say("dossier.result.signed", "Khoá thử của tỉnh demo", "").split(",")[0];
  for (let tries = 0; tries < 50 && !(await page.content()).includes(signed); ++tries) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  await sees(page, signed);
}

async function returned(province, manner, people) {
  const { citizen, code } = await search(province, manner);
  await citizenSees(citizen, code, "submitted", ["submission"], "submitted");
  await receipt(province, manner, citizen, code);
  await acceptAndAssign(people, code);
  await citizenSees(citizen, code, "in_process", ["submission", "acceptance", "assignment"], "in_process");
  const result = await work(people, code, province.folder);
  await sees(people.approver.page, people.approver.say("dossier.state.returned"));
  await isNotListed(people.clerk, code);
  // Electronic, so it is handed over as it is signed.
  const told = ["submission", "acceptance", "assignment", "step", "result", "hand-over"];
  await citizenSees(citizen, code, "returned", told, "returned");
  await isSigned(citizen);
  const given = await download(citizen.page, "section[aria-labelledby='result'] a");
  check(given.length > result.length && given.subarray(0, result.length).equals(result), "the result downloaded is not the one attached, with a signature");
  check(!(await citizen.page.content()).includes("đề nghị ký"), "the citizen reads an opinion meant for the office");
  await rate(citizen, code, told);
  await citizen.page.goto(`${citizen.address}/me/messages`);
  await sees(citizen.page, code);
  await look(citizen, "messages");
  await citizen.context.close();
}

// The whole form by hand, or, where only what comes after is of interest, by the citizen's program.
const sent = (province, citizen, delivery) => (citizen.short ? given(province, delivery) : submit(citizen, delivery));

async function refused(province, { citizen, clerk }) {
  const code = await sent(province, citizen, "electronic");
  const colleague = await another(clerk);
  await colleague.page.goto(`${clerk.address}/dossiers/${code}`);
  await open(clerk, code, "refusing");
  await act(clerk, "refusal", (form) => form.locator("textarea").fill("Trẻ đã được đăng ký khai sinh tại xã khác."));
  await look(clerk, "case_wrong");
  check((await clerk.page.locator("#refusal .govuk-error-message").count()) === 1, "a refusal without a legal ground is not refused beside its field");
  check((await clerk.page.locator("#refusal textarea").inputValue()).startsWith("Trẻ đã"), "the reason typed is lost");
  await act(clerk, "refusal", (form) => form.locator('[name="refusal.legal_ground"]').fill("Luật Hộ tịch 2014, Điều 13"));
  await sees(clerk.page, clerk.say("dossier.state.refused"), clerk.say("dossier.desk.nothing_to_do"));
  await citizenSees(citizen, code, "refused", ["submission", "refusal"], "refused");
  await sees(citizen.page, "Trẻ đã được đăng ký khai sinh tại xã khác.", "Luật Hộ tịch 2014, Điều 13");
  await isTooLate(colleague);
}

// Who still looks at the page of before is told that it moved meanwhile; nothing happens.
async function isTooLate(colleague) {
  await act(colleague, "acceptance");
  await sees(colleague.page, colleague.say("dossier.moved_meanwhile"));
  await look(colleague, "moved_meanwhile");
  await colleague.page.close();
}

const inTwoWeeks = () => new Date(Date.now() + 14 * 86_400_000);

async function askForMore(clerk) {
  await act(clerk, "supplement-request", async (form) => {
    await form.locator('[name="supplement-request.items"]').first().check({ force: true });
    await form.locator('[name="supplement-request.reason"]').fill("Ảnh mờ, xin chụp lại.");
    const day = inTwoWeeks();
    const parts = { day: day.getDate(), month: day.getMonth() + 1, year: day.getFullYear() };
    for (const [part, value] of Object.entries(parts)) await form.locator(`[name="supplement-request.until-${part}"]`).fill(String(value));
  });
  await sees(clerk.page, clerk.say("dossier.state.awaiting_supplement"));
}

async function supplement(citizen) {
  const { page, say } = citizen;
  await sees(page, "Giấy chứng sinh", "Ảnh mờ, xin chụp lại.");
  const button = page.getByRole("button", { name: say("dossier.supplement.button") });
  await press(page, button);
  await sees(page, say("dossier.add_paper_or_words"));
  await look(citizen, "citizen_supplement_wrong");
  await page.setInputFiles('[name="file"]', scan(citizen.folder, "ảnh rõ.pdf"));
  await page.fill('[name="note"]', "Tôi gửi lại ảnh rõ hơn.");
  await press(page, button);
  await sees(page, say("dossier.meaning.supplemented"), say("dossier.turn.supplemented"), "ảnh rõ.pdf");
  await look(citizen, "citizen_supplemented");
}

async function supplemented(province, people) {
  const { citizen, clerk } = people;
  const code = await sent(province, citizen, "counter");
  await open(clerk, code, "asking");
  await askForMore(clerk);
  await isNotListed(clerk, code);
  await citizenSees(citizen, code, "awaiting_supplement", ["submission", "supplement-request"], "supplement");
  await supplement(citizen);
  await open(clerk, code, "supplemented");
  await sees(clerk.page, clerk.say("dossier.state.supplemented"), "ảnh rõ.pdf", "Tôi gửi lại ảnh rõ hơn.");
  await act(clerk, "acceptance");
  await assign(clerk);
  await work(people, code, citizen.folder);
  await open(clerk, code, "resolved");
  await act(clerk, "hand-over", async (form) => {
    await form.locator('[name="hand-over.to"]').fill("Nguyễn Thị Lan");
    await form.locator('[name="hand-over.ground"]').fill("Giấy ủy quyền ngày 01/11/2026");
  });
  await sees(clerk.page, clerk.say("dossier.state.returned"));
  const told = ["submission", "supplement-request", "supplement", "acceptance", "assignment", "step", "result", "hand-over"];
  await citizenSees(citizen, code, "returned", told, "handed_over");
}

async function withdrawn(province, { citizen, clerk }) {
  const code = await sent(province, citizen, "electronic");
  const { page, address, say } = citizen;
  await page.goto(`${address}/dossiers/${code}`);
  await page.getByText(say("dossier.withdrawal.title")).click();
  await page.fill('[name="reason"]', "Tôi nộp nhầm nơi.");
  await press(page, page.getByRole("button", { name: say("dossier.withdrawal.button") }));
  await citizenSees(citizen, code, "withdrawn", ["submission", "withdrawal"], "withdrawn");
  await isNotListed(clerk, code);
}

async function journeys(province, manner) {
  const people = await gather(province, manner);
  await returned(province, manner, people);
  await refused(province, people);
  await supplemented(province, people);
  if (!manner.short) await withdrawn(province, people);
  for (const { context } of Object.values(people)) await context.close();
}

await tell("journey", async (province) => {
  await journeys(province, { locale: "vi-VN", scripted: true });
  await journeys(province, { locale: "en-GB", scripted: true, short: true });
  await journeys(province, { locale: "vi-VN", scripted: false });
});
