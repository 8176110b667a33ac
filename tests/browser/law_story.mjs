// What the law lets an office do with a dossier besides deciding on it, in a real browser: node tests/browser/law_story.mjs build/quick/motcua
// A supplement asked for a second time with the warning seen before it is sent; a fee; a step sent back; a correction; a stop; an apology
// before the date; a withdrawal; a dossier handed on. With JavaScript (Vietnamese, English) and without, at 360 px.
import { given, scan } from "./birth.mjs";
import { arrive, check, inspect, press, sees, tell } from "./province.mjs";

const elsewhere = { identifier: "H10.34.01", name: "Xã Bù Gia Mập" };
const marital = {
  procedure: "1.004873", // three working days: long enough for an apology
  answers: { "nyc.ho_ten": "Nguyễn Thị Lan", "nyc.so_dinh_danh": "070190001234", "nyc.noi_cu_tru": "Thôn 3", "nguoi.ho_ten": "Nguyễn Thị Lan",
    "nguoi.ngay_sinh": "1990-03-07", "nguoi.noi_cu_tru": "Thôn 3", tinh_trang: "Chưa kết hôn", muc_dich: "Bổ sung hồ sơ xin việc" },
};

const look = ({ page, locale, scripted }, name) => inspect(page, page.url(), `law_${locale.slice(0, 2)}${scripted ? "" : "_plain"}_${name}`, scripted);

async function open({ page, address }, code) {
  await page.goto(`${address}/dossiers/${code}`);
  await sees(page, code);
}

// Fills in this action on the case page and sends it. What it says before it is sent is left to see in `fill`.
async function act(person, code, action, fill = async () => {}) {
  await open(person, code);
  const form = person.page.locator(`#${action}`);
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await fill(form);
  await press(person.page, form.locator('button[type="submit"]'));
}

const write = (action, fields) => async (form) => {
  for (const [name, text] of Object.entries(fields)) await form.locator(`[name="${action}.${name}"]`).fill(text);
};

// Takes the action and finds the case page without an error, telling of it in its history.
async function done(person, code, action, fill) {
  await act(person, code, action, fill);
  const { page, say } = person;
  check((await page.locator(".govuk-error-summary").count()) === 0, `${action}: ${await page.locator("main").innerText()}`);
  await sees(page, say(`dossier.event.${action}`));
}

const assign = (clerk, code) => done(clerk, code, "assignment", (form) => form.locator('input[type="radio"]').first().check({ force: true }));

// The first Wednesday after so many days, and how people read it.
function wednesday(days) {
  const day = new Date(Date.now() + days * 86_400_000);
  day.setDate(day.getDate() + ((3 - day.getDay() + 7) % 7));
  const [date, month, year] = [day.getDate(), day.getMonth() + 1, day.getFullYear()].map(String);
  return { pieces: (name) => ({ [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }), read: [date.padStart(2, "0"), month.padStart(2, "0"), year].join("/") };
}

const missing = async (form) => {
  await form.locator('[name="supplement-request.items"]').first().check({ force: true });
  await write("supplement-request", { reason: "Ảnh mờ, xin chụp lại", ...wednesday(7).pieces("until") })(form);
};

async function supplements(citizen, code, file) {
  const { page, say } = citizen;
  await open(citizen, code);
  await sees(page, say("dossier.turn.awaiting_supplement"), "Ảnh mờ, xin chụp lại");
  await page.setInputFiles('[name="file"]', file);
  await press(page, page.getByRole("button", { name: say("dossier.supplement.button") }));
}

// The second request says that it makes the dossier late before anybody sends it, and is not taken until that was said to be known.
async function askedTwice(province, { clerk, citizen }, code) {
  const file = scan(province.folder, "ảnh rõ.pdf");
  const { page, say } = clerk;
  await open(clerk, code);
  check(!(await page.content()).includes(say("dossier.supplement-request.again_title")), "the first request is warned of");
  await done(clerk, code, "supplement-request", missing);
  await supplements(citizen, code, file);
  await done(clerk, code, "acceptance");

  await open(clerk, code);
  await page.locator("#supplement-request summary").click();
  await sees(page, say("dossier.supplement-request.again_title"), say("dossier.supplement-request.again_text"));
  await look(clerk, "second_request");
  await act(clerk, code, "supplement-request", missing);
  check((await page.locator("#supplement-request .govuk-error-message").count()) === 1, "a second request goes out without being confirmed");
  await sees(page, say("dossier.state.accepted"), say("dossier.supplement-request.again_title"));
  await look(clerk, "second_request_unconfirmed");
  await done(clerk, code, "supplement-request", async (form) => {
    await missing(form);
    await form.locator('[name="supplement-request.again"]').check({ force: true });
  });
  await sees(page, say("dossier.state.awaiting_supplement"), say("dossier.late_for_index"));
  await look(clerk, "asked_twice");
  await supplements(citizen, code, file);
  await sees(citizen.page, citizen.say("dossier.state.in_process"));
  check(!(await citizen.page.content()).includes(citizen.say("dossier.late_for_index")), "the citizen is told of the index");
}

async function fee({ citizen, officer, cashier }, code) {
  await done(officer, code, "fee-request", write("fee-request", { amount: "8000", reason: "Lệ phí bản sao" }));
  await sees(officer.page, officer.say("dossier.state.awaiting_fee"));
  await look(officer, "fee_asked");
  await open(citizen, code);
  await sees(citizen.page, citizen.say("dossier.meaning.awaiting_fee"), citizen.say("dossier.turn.awaiting_fee"));
  await look(citizen, "fee_citizen");
  await open(cashier, code);
  await look(cashier, "fee_cashier");
  await act(cashier, code, "fee-settlement");
  check((await cashier.page.locator("#fee-settlement .govuk-error-message").count()) === 1, "a fee is settled without a receipt");
  await done(cashier, code, "fee-settlement", write("fee-settlement", { receipt_number: "0004512" }));
  await sees(cashier.page, cashier.say("dossier.state.in_process"), "0004512");
}

async function sentBack({ citizen, officer, approver }, code) {
  await done(officer, code, "step", write("step", { opinion: "Đủ điều kiện." }));
  await open(approver, code);
  await look(approver, "signing");
  await done(approver, code, "send-back", write("send-back", { reason: "Ghi rõ nơi sinh theo giấy chứng sinh" }));
  await open(officer, code);
  await sees(officer.page, "Ghi rõ nơi sinh theo giấy chứng sinh");
  check((await officer.page.locator("#step").count()) === 1, "what was sent back cannot be worked on");
  await look(officer, "sent_back");
  await open(citizen, code);
  check((await citizen.page.locator(".history").first().innerHTML()).includes(citizen.say("dossier.event.send-back")), "the citizen's history leaves a step out");
  check(!(await citizen.page.content()).includes("Ghi rõ nơi sinh"), "the citizen reads what the head wrote to the officer");
}

async function corrected({ controller }, code) {
  await open(controller, code);
  await look(controller, "controller");
  await done(controller, code, "correction", write("correction", { what: "Số định danh của mẹ ghi nhầm một chữ số" }));
  await sees(controller.page, "Số định danh của mẹ ghi nhầm một chữ số");
}

async function stopped({ citizen, approver }, code) {
  const grounds = { reason: "Cha mẹ đã đăng ký ở nơi khác", legal_ground: "Điều 13 Luật Hộ tịch 2014" };
  await act(approver, code, "stop", write("stop", { reason: grounds.reason }));
  check((await approver.page.locator("#stop .govuk-error-message").count()) === 1, "a stop without its ground in law goes through");
  await look(approver, "stop_wrong");
  await done(approver, code, "stop", write("stop", grounds));
  await sees(approver.page, approver.say("dossier.state.stopped"), approver.say("dossier.desk.nothing_to_do"));
  await open(citizen, code);
  await sees(citizen.page, citizen.say("dossier.meaning.stopped"), ...Object.values(grounds), citizen.say("dossier.letter.stop"));
  await look(citizen, "stopped");
}

// Only the head apologises, in time and once. The citizen reads the new date, and the first one stays.
async function apologised(province, { citizen, clerk, officer, approver }) {
  const code = await given(province, "counter", marital);
  await done(clerk, code, "acceptance");
  await assign(clerk, code);
  for (const person of [clerk, officer]) {
    await open(person, code);
    check((await person.page.locator("#apology").count()) === 0, "an apology is offered to somebody who is not the head");
  }
  await open(citizen, code);
  const first = /(\d{2}\/\d{2}\/\d{4})/.exec(await citizen.page.locator(".govuk-summary-list__row", { hasText: citizen.say("dossier.fact.due_at") }).innerText())[1];
  const late = wednesday(14), reason = "Chờ kết quả xác minh của nơi cư trú trước";
  await open(approver, code);
  await look(approver, "apology_form");
  await done(approver, code, "apology", write("apology", { reason, ...late.pieces("new_day") }));
  check((await approver.page.locator("#apology").count()) === 0, "a second apology is offered");
  await open(citizen, code);
  await sees(citizen.page, citizen.say("dossier.apology.title"), citizen.say("dossier.apology.text", late.read, reason), first, citizen.say("dossier.letter.apology"));
  await look(citizen, "apology");
  return code;
}

async function withdrawn({ citizen, clerk }, code) {
  const { page, say } = citizen;
  await open(citizen, code);
  await page.getByText(say("dossier.withdrawal.title")).click();
  await page.fill('[name="reason"]', "Tôi không cần giấy này nữa.");
  await look(citizen, "withdrawing");
  await press(page, page.getByRole("button", { name: say("dossier.withdrawal.button") }));
  await sees(page, say("dossier.state.withdrawn"), say("dossier.meaning.withdrawn"), say("dossier.turn.withdrawn"));
  await look(citizen, "withdrawn");
  await open(clerk, code);
  await sees(clerk.page, clerk.say("dossier.state.withdrawn"), "Tôi không cần giấy này nữa.", clerk.say("dossier.desk.nothing_to_do"));
}

async function handedOn(province, { citizen, clerk }) {
  const code = await given(province, "counter", marital);
  await done(clerk, code, "acceptance");
  await act(clerk, code, "transfer", write("transfer", { reason: "Người dân thường trú tại xã ấy" }));
  check((await clerk.page.locator("#transfer .govuk-error-message").count()) === 1, "a dossier is handed on to nobody");
  await done(clerk, code, "transfer", async (form) => {
    await form.locator("select").selectOption({ label: elsewhere.name });
    await write("transfer", { reason: "Người dân thường trú tại xã ấy" })(form);
  });
  await sees(clerk.page, clerk.say("dossier.fact.resolving_unit_on_its_way"), elsewhere.name);
  await look(clerk, "handed_on");
  await open(citizen, code);
  await sees(citizen.page, citizen.say("dossier.fact.resolving_unit_on_its_way"), elsewhere.name);
}

async function everything(province, manner) {
  const people = {};
  for (const role of ["citizen", "clerk", "officer", "approver", "cashier", "controller"]) people[role] = await arrive(province, manner, role);
  const code = await given(province, "counter");
  await askedTwice(province, people, code);
  await assign(people.clerk, code);
  await fee(people, code);
  await sentBack(people, code);
  await corrected(people, code);
  await stopped(people, code);
  await withdrawn(people, await apologised(province, people));
  await handedOn(province, people);
  for (const { context } of Object.values(people)) await context.close();
}

await tell("law", async (province) => {
  await everything(province, { locale: "vi-VN", scripted: true });
  await everything(province, { locale: "en-GB", scripted: true });
  await everything(province, { locale: "vi-VN", scripted: false });
});
