// A dossier that is received in one commune and resolved in another, and one request of a citizen that is three dossiers of two offices, in a
// real browser: node tests/browser/reception_story.mjs build/quick/motcua
// With JavaScript (Vietnamese, English) and without, at 360 px.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { begin, place, scan } from "./birth.mjs";
import { arrive, check, inspect, press, sees, signIn, tell } from "./province.mjs";

const linked = "2.002622";
const elsewhere = { identifier: "H10.34.01", name: "Xã Bù Gia Mập" };
const insurance = { identifier: "H10.11", name: "Bảo hiểm xã hội tỉnh Bình Phước" };

const look = ({ page, locale, scripted }, name) => inspect(page, page.url(), `reception_${locale.slice(0, 2)}_${name}`, scripted);

// Somebody who does everything in an office of their own: clerk, officer and approver.
function employ({ folder }, login, name, unit) {
  const password = join(folder, `${login}.password`);
  writeFileSync(password, "mot mat khau du dai 2026");
  const motcua = (...words) => execFileSync(process.argv[2], ["account", ...words, "--data", folder]);
  motcua("create", login, "--staff", "--name", name, "--password-file", password);
  for (const role of ["clerk", "officer", "approver"]) motcua("grant", login, "--role", role, "--unit", unit);
  return { role: "clerk", login, name, password: "mot mat khau du dai 2026" };
}

async function arriveAs(province, manner, account) {
  const person = await arrive(province, manner);
  await signIn(person.page, province.address, account);
  return { ...person, name: account.name };
}

async function open({ page, address }, code) {
  await page.goto(`${address}/dossiers/${code}`);
  await sees(page, code);
}

async function act(person, action, fill = async () => {}) {
  const form = person.page.locator(`#${action}`);
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await fill(form);
  await press(person.page, form.locator('button[type="submit"]'));
}

async function isListed({ page, address }, code, query = "") {
  await page.goto(`${address}/desk${query}`);
  return (await page.getByRole("link", { name: code }).count()) > 0;
}

// From the assignment to the signed result, by people who may.
async function resolve({ clerk, officer, approver }, code, folder) {
  await open(clerk, code);
  await act(clerk, "assignment", (form) => (officer.name ? form.getByLabel(officer.name) : form.locator('input[type="radio"]').first()).check({ force: true }));
  await open(officer, code);
  await act(officer, "step", (form) => form.locator("textarea").fill("Đủ điều kiện, đề nghị ký."));
  await open(approver, code);
  await act(approver, "result", (form) => form.locator('input[type="file"]').setInputFiles(scan(folder, `kết quả ${code}.pdf`)));
}

// The clerk of one commune takes in what another one resolves.
async function receiveForAnother(province, manner, clerk, other) {
  const { page, address, say } = clerk;
  await page.goto(`${address}/desk/intake?choice=1.004873`);
  await page.fill('[name="owner.name"]', "Điểu Thị Bé");
  await page.getByText(say("dossier.intake.special")).click();
  await page.selectOption('[name="resolving_unit"]', { label: elsewhere.name });
  await look(clerk, "intake");
  await press(page, page.locator('form[action="/desk/intake"] button[type="submit"]'));
  await sees(page, say("dossier.intake.done"), say("dossier.fact.resolving_unit_on_its_way"), elsewhere.name, say("dossier.event.transfer"));
  await look(clerk, "handed_on");
  const code = /\/dossiers\/(H\d+[^/?]*)/.exec(page.url())[1];
  check(!(await isListed(clerk, code)), `${code} still lies on the desk of ${place.commune}`);
  check(await isListed(clerk, code, "?sent=1"), `${code} is not among what was sent elsewhere`);
  await look(clerk, "sent");

  check(await isListed(other, code), `${code} does not lie on the desk of ${elsewhere.name}`);
  await sees(other.page, `${place.commune} → ${elsewhere.name}`);
  await look(other, "arriving");
  await open(other, code);
  await sees(other.page, other.say("dossier.transfer-receipt.hint"));
  await look(other, "arrival");
  await act(other, "transfer-receipt");
  await sees(other.page, other.say("dossier.event.transfer-receipt"), other.say("dossier.fact.resolving_unit"));
  await resolve({ clerk: other, officer: other, approver: other }, code, province.folder);
  check(await isListed(clerk, code), `the result of ${code} does not come back to ${place.commune}`);
  await open(clerk, code);
  await act(clerk, "hand-over", (form) => form.locator('[name="hand-over.to"]').fill("Điểu Thị Bé"));
  await sees(clerk.page, clerk.say("dossier.state.returned"));
}

const answers = {
  "nyc.ho_ten": "Nguyễn Thị Lan", "nyc.so_dinh_danh": "070190001234", "nyc.noi_cu_tru": "Thôn 3", "con.ho_ten": "Nguyễn Minh Khôi",
  "con.ngay_sinh-day": "3", "con.ngay_sinh-month": "7", "con.ngay_sinh-year": "2026", "con.noi_sinh": "Trung tâm Y tế huyện",
  "con.que_quan": "Thôn 3, Xã Phước Tân", "thuong_tru.chu_ho": "Nguyễn Văn Ba", "thuong_tru.so_dd_chu_ho": "070090000126",
  "thuong_tru.quan_he": "cháu", "bhyt.noi_kcb": "Trạm y tế xã", "bhyt.noi_nhan_the": "Thôn 3, Xã Phước Tân",
};

async function sendLinked(citizen, folder) {
  const { page, address, say } = citizen;
  await page.goto(`${address}/procedures/${linked}/start`);
  await begin(citizen);
  for (let count = 0; count < 30 && page.url().includes("/questions/"); ++count) {
    for (const [name, value] of Object.entries(answers)) {
      const field = page.locator(`[name="${name}"]`);
      if (await field.count()) await field.fill(value);
    }
    await press(page);
  }
  await page.setInputFiles('[name="part-1"]', scan(folder, "giấy chứng sinh.pdf"));
  await press(page, 'button[name="go"]');
  await press(page);
  await page.locator('[name="delivery"][value="electronic"]').check({ force: true });
  await press(page);
  await press(page);
  const code = /\/dossiers\/(H\d+[^/?]*)/.exec(page.url())?.[1];
  check(code, `sent, and now at ${page.url()}`);
  await sees(page, "Đăng ký khai sinh", "Đăng ký thường trú", say("dossier.state.submitted"));
  await look(citizen, "request_sent");
  return page.locator("[aria-labelledby='together'] .dossier-code").allInnerTexts();
}

// Birth, residence and health card: sent once, accepted once, one date, three results.
async function oneRequest(province, people, insurer) {
  const { citizen, clerk, officer, approver } = people;
  const codes = await sendLinked(citizen, province.folder);
  check(codes.length === 3, `one request is ${codes.length} dossiers`);
  await open(clerk, codes[0]);
  await act(clerk, "acceptance");
  await look(clerk, "request_accepted");
  const { page, say } = citizen;
  await open(citizen, codes[0]);
  const dates = await page.locator("[aria-labelledby='together'] li").allInnerTexts();
  const days = new Set(dates.map((text) => /\d{2}\/\d{2}\/\d{4}/.exec(text)?.[0]));
  check(days.size === 1 && !days.has(undefined), `one request has the dates ${[...days].join(", ")}`);
  await look(citizen, "request_accepted_citizen");
  await open(insurer, codes[2]);
  await act(insurer, "transfer-receipt");
  await resolve({ clerk, officer, approver }, codes[0], province.folder);
  await resolve({ clerk, officer, approver }, codes[1], province.folder);
  await resolve({ clerk: insurer, officer: insurer, approver: insurer }, codes[2], province.folder);
  for (const code of codes) {
    await open(citizen, code);
    await sees(page, say("dossier.state.returned"), say("dossier.result.yours"));
  }
  await look(citizen, "request_done");
}

async function everything(province, manner, accounts) {
  const people = {};
  for (const role of ["citizen", "clerk", "officer", "approver"]) people[role] = await arrive(province, manner, role);
  const other = await arriveAs(province, manner, accounts.elsewhere);
  const insurer = await arriveAs(province, manner, accounts.insurance);
  await receiveForAnother(province, manner, people.clerk, other);
  await oneRequest(province, people, insurer);
  for (const { context } of [...Object.values(people), other, insurer]) await context.close();
}

await tell("reception", async (province) => {
  const accounts = {
    elsewhere: employ(province, "bugiamap", "Hoàng Thị Thu", elsewhere.identifier),
    insurance: employ(province, "baohiem", "Đặng Thị Nga", insurance.identifier),
  };
  await everything(province, { locale: "vi-VN", scripted: true }, accounts);
  await everything(province, { locale: "en-GB", scripted: true }, accounts);
  await everything(province, { locale: "vi-VN", scripted: false }, accounts);
});
