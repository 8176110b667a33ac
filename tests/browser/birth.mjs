// A citizen's way to a birth registration, page by page, for the stories that need one on its way.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, download, press, sees } from "./province.mjs";

export const code = "1.001193";
export const child = "Nguyễn Minh Khôi";
// Where the people with printed accounts work.
export const place = { district: "Huyện Phú Riềng", commune: "Xã Phước Tân" };

const answers = {
  "nguoi-yeu-cau": { "nyc.ho_ten": "Nguyễn Thị Lan", "nyc.so_dinh_danh": "070190001234", "nyc.noi_cu_tru": "Thôn 3", "nyc.dien_thoai": "0912 345 678", "nyc.quan_he": "mẹ" },
  "ho-ten": { "con.ho_ten": child },
  "ngay-sinh": { "con.ngay_sinh-day": "3", "con.ngay_sinh-month": "7", "con.ngay_sinh-year": "2022" },
  "noi-sinh": { "con.noi_sinh": "Trung tâm Y tế huyện" },
  "que-quan": { "con.que_quan": "Thôn 3, Xã Phước Tân" },
  me: { "me.ho_ten": "Nguyễn Thị Lan", "me.ngay_sinh-year": "1990" },
  "so-ban-sao": { so_ban_sao: "2" },
};
const choices = { "gioi-tinh": '[name="con.gioi_tinh"]', "ban-sao": '[name="de_nghi_ban_sao"]' };
const unseen = async () => {};

export const scans = ["mặt trước.pdf", "mặt sau.pdf"];
// One empty page, whole enough to be signed.
function wholePdf(name) {
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>"];
  let pdf = Buffer.from(`%PDF-1.4\n% ${name}\n`);
  const places = objects.map((object, index) => {
    const place = pdf.length;
    pdf = Buffer.concat([pdf, Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`)]);
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  return Buffer.concat([pdf, Buffer.from(`xref\n0 4\n0000000000 65535 f \n${places.join("")}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`)]);
}

export function scan(folder, name) {
  const file = join(folder, name);
  writeFileSync(file, wholePdf(name));
  return file;
}

// From the home page by words with a slip of the finger, to the page before the first question. Signed out until then.
export async function find({ page, address, say }, see = unseen) {
  await page.goto(address);
  await sees(page, say("catalogue.home.title"));
  await page.fill("#search", "khai sanh");
  await press(page, ".mc-search__button");
  const first = page.locator(".catalogue-lines a").first();
  check((await first.innerText()) === "Đăng ký khai sinh", "“khai sanh” does not find the birth registration first");
  await press(page, first);
  await see("procedure");
  await press(page, page.getByRole("button", { name: say("catalogue.start") }));
  await see("start");
}

async function choose(page, name, text) {
  const list = page.locator(`select[name="${name}"]`);
  if (await list.count()) return list.selectOption({ label: text });
  await page.getByLabel(text, { exact: true }).check({ force: true });
}

// From there to the first question, the receiving commune chosen.
export async function begin({ page, say }, see = unseen) {
  await press(page);
  const elsewhere = page.getByRole("link", { name: say("draft.unit.elsewhere", "").split("?")[0] });
  if (!(await page.locator('[name="in"]:not([type="hidden"])').count()) && !(await page.getByText(place.commune).count())) await press(page, elsewhere);
  if (await page.locator('[name="in"]:not([type="hidden"])').count()) {
    await see("where");
    await choose(page, "in", place.district);
    await press(page);
  }
  await see("unit");
  await choose(page, "unit", place.commune);
  await press(page);
}

async function mistake(page, see) {
  for (const [part, value] of [["day", "31"], ["month", "2"], ["year", "2022"]]) await page.fill(`[name="con.ngay_sinh-${part}"]`, value);
  await press(page);
  check((await page.locator(".govuk-error-summary a").getAttribute("href")) === "#f-con.ngay_sinh", "the summary does not lead to the date");
  check((await page.inputValue('[name="con.ngay_sinh-day"]')) === "31", "the wrong day is not kept");
  await see("question_wrong");
}

export async function answerAll({ page }, see = unseen, careless = false) {
  for (let count = 0; count < 30 && page.url().includes("/questions/"); ++count) {
    const key = page.url().split("/").pop();
    await see(`question_${key}`);
    if (careless && key === "ngay-sinh") await mistake(page, see);
    for (const [name, value] of Object.entries(answers[key] ?? {})) await page.fill(`[name="${name}"]`, value);
    if (choices[key]) await page.locator(choices[key]).first().check({ force: true });
    await press(page);
  }
}

export async function bringPapers({ page, folder }, see = unseen, careless = false) {
  if (careless) {
    await press(page);
    check((await page.locator(".govuk-error-summary").count()) === 1, "a missing paper is not said");
    await see("papers_missing");
  }
  await page.setInputFiles('[name="part-1"]', scans.map((name) => scan(folder, name)));
  await press(page, 'button[name="go"]');
  check((await page.locator(".mc-files li").count()) === scans.length, "two files at once are not both kept");
  const kept = await download(page, ".mc-files a[href$='/file']");
  check(kept.equals(readFileSync(join(folder, scans[0]))), "a paper kept is not the paper sent");
  await see("papers");
  if (careless) {
    await press(page, '.mc-files a[href*="/papers/"]:not([href$="/file"])');
    await see("paper");
    await Promise.all([page.waitForNavigation(), page.goBack()]);
  }
  await press(page);
}

// From the delivery to the dossier's own page; its code.
export async function send(citizen, delivery, see = unseen) {
  const { page, say } = citizen;
  await see("delivery");
  await page.locator(`[name="delivery"][value="${delivery}"]`).check({ force: true });
  await press(page);
  await see("review");
  await sees(page, child, ...scans, say(`dossier.delivery.${delivery}`));
  await press(page);
  const found = /\/dossiers\/(H\d+[^/]*)$/.exec(page.url());
  check(found, `sent, and now at ${page.url()}`);
  return found?.[1];
}

// The whole way at once, by somebody signed in; the dossier's code.
export async function submit(citizen, delivery) {
  await citizen.page.goto(`${citizen.address}/procedures/${code}/start`);
  await begin(citizen);
  await answerAll(citizen);
  await bringPapers(citizen);
  return send(citizen, delivery);
}

async function call(address, path, options) {
  const answer = await fetch(address + path, { method: "POST", ...options });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

const tokens = new Map();
async function tokenOf(address, { login, password }) {
  if (!tokens.has(login)) tokens.set(login, (await call(address, "/api/v1/sessions", { headers: json, body: JSON.stringify({ login, password }) })).token);
  return tokens.get(login);
}
const json = { "content-type": "application/json" };

// For stories of what comes after: the citizen's program sends one; its code. `other`: what differs, such as another procedure with its answers.
export async function given({ address, accounts, folder }, delivery, other = {}) {
  const authorization = `Bearer ${await tokenOf(address, accounts.find((account) => account.role === "citizen"))}`;
  const form = new FormData();
  form.append("file", new Blob([readFileSync(scan(folder, scans[0]))], { type: "application/pdf" }), scans[0]);
  const document = await call(address, "/api/v1/documents", { headers: { authorization }, body: form });
  const typed = { ...answers["nguoi-yeu-cau"], ...answers["ho-ten"], ...answers["noi-sinh"], ...answers["que-quan"], "con.ngay_sinh": "2022-07-03", "nyc.dien_thoai": "0912345678" };
  const unit = accounts.find((account) => account.role === "clerk").unit;
  const owner = { name: typed["nyc.ho_ten"], phone: typed["nyc.dien_thoai"] };
  const body = { procedure: code, unit, channel: "online", delivery, owner, answers: typed, documents: [document.id], ...other };
  return (await call(address, "/api/v1/dossiers", { headers: { ...json, authorization }, body: JSON.stringify(body) })).code;
}
