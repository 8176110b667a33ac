// The seven papers where people reach them, in a real browser: node tests/browser/paper_story.mjs build/quick/motcua
// From the desk, from the citizen's own page and from the tracking page; with JavaScript (Vietnamese, English) and without.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { given } from "./birth.mjs";
import { arrive, check, download, inspect, press, sees, tell } from "./province.mjs";
import { fetched } from "./sightings.mjs";
import { say } from "./words.mjs";

const marital = "1.004873"; // three working days: long enough for an apology
const letters = { "supplement-request": "PBS", refusal: "PTC", apology: "PXL", "stop-notice": "TB" };

const look = ({ page, locale, scripted }, name) => inspect(page, page.url(), `paper_${locale.slice(0, 2)}_${name}`, scripted);

// A picture of a paper for the docs, where MOTCUA_PORTRAITS names a folder.
function portray(pdf, name, { locale, scripted }) {
  const folder = process.env.MOTCUA_PORTRAITS;
  if (!folder || !scripted || !locale.startsWith("vi")) return;
  mkdirSync(folder, { recursive: true });
  execFileSync("pdftoppm", ["-png", "-r", "72", "-singlefile", "-", join(folder, `paper-${name}`)], { input: pdf });
}

const textOf = (pdf) => execFileSync("pdftotext", ["-raw", "-", "-"], { input: pdf }).toString();

// A paper that this page links to: what it says. `name` is the last part of its address.
async function paper(person, name, ...words) {
  const pdf = await download(person.page, `main a[href*="/${name}.pdf"]`);
  const text = textOf(pdf);
  for (const word of [say("vi", `paper.${name}.title`), ...words]) check(text.includes(word), `the ${name} does not say “${word}”`);
  return { pdf, text };
}

async function act(person, code, action, fill) {
  await person.page.goto(`${person.address}/dossiers/${code}`);
  const form = person.page.locator(`#${action}`);
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await fill(form);
  await press(person.page, form.locator('button[type="submit"]'));
  check((await person.page.locator(".govuk-error-summary").count()) === 0, `${action}: ${await person.page.locator("main").innerText()}`);
}

const write = (action, fields) => async (form) => {
  for (const [name, text] of Object.entries(fields)) await form.locator(`[name="${action}.${name}"]`).fill(text);
};

// The first Wednesday after so many days.
function pieces(name, days) {
  const day = new Date(Date.now() + days * 86_400_000);
  day.setDate(day.getDate() + ((3 - day.getDay() + 7) % 7));
  const parts = { day: day.getDate(), month: day.getMonth() + 1, year: day.getFullYear() };
  return Object.fromEntries(Object.entries(parts).map(([part, number]) => [`${name}-${part}`, String(number)]));
}

async function takeIn(clerk) {
  await clerk.page.goto(`${clerk.address}/desk/intake?procedure=${marital}`);
  if ((await clerk.page.locator('[name="owner.name"]').count()) === 0) {
    await clerk.page.fill('[name="procedure"]', marital);
    await press(clerk.page, 'main form[action="/desk/intake"] button');
  }
  await clerk.page.fill('[name="owner.name"]', "Điểu Thị Bé");
  await clerk.page.fill('[name="owner.phone"]', "0912345679");
  await press(clerk.page, 'main form[action="/desk/intake"] button');
  return new URL(clerk.page.url()).pathname.split("/").pop();
}

// Accepted at the counter, then late, then stopped: receipt, apology, stop notice and control sheet.
async function late({ clerk, approver }) {
  const code = await takeIn(clerk);
  const receipt = await paper(clerk, "receipt", code, "Điểu Thị Bé");
  portray(receipt.pdf, "receipt", clerk);
  await act(clerk, code, "assignment", (form) => form.locator('input[type="radio"]').first().check({ force: true }));
  await act(approver, code, "apology", write("apology", { reason: "Chờ kết quả xác minh của nơi cư trú trước", ...pieces("new_day", 21) }));
  await act(approver, code, "stop", write("stop", { reason: "Người nộp hồ sơ đề nghị dừng", legal_ground: "Đơn đề nghị dừng giải quyết của người nộp" }));
  await look(approver, "case");
  for (const name of ["apology", "stop-notice", "control-sheet"]) {
    const made = await paper(approver, name, code, ...(letters[name] ? [`/${letters[name]}`] : []));
    portray(made.pdf, name, approver);
  }
  return { code, secret: /[A-Z0-9]{8}(?=\s|$)/.exec(receipt.text.split(say("vi", "paper.track_code", ""))[1])[0] };
}

// The office asks for more, and refuses another one: the citizen reads both papers.
async function asked(province, { clerk, citizen }) {
  const codes = { "supplement-request": await given(province, "electronic"), refusal: await given(province, "electronic") };
  await act(clerk, codes["supplement-request"], "supplement-request", async (form) => {
    await form.locator('[name="supplement-request.items"]').first().check({ force: true });
    await write("supplement-request", { reason: "Ảnh mờ, xin chụp lại", legal_ground: "Điều 16 Luật Hộ tịch 2014", ...pieces("until", 7) })(form);
  });
  await act(clerk, codes.refusal, "refusal", write("refusal", { reason: "Trẻ đã được đăng ký khai sinh tại xã khác", legal_ground: "Điều 13 Luật Hộ tịch 2014" }));
  const secrets = {};
  for (const [name, code] of Object.entries(codes)) {
    await citizen.page.goto(`${citizen.address}/dossiers/${code}`);
    await sees(citizen.page, citizen.say("dossier.letters"), `/${letters[name]}`);
    await look(citizen, name);
    const made = await paper(citizen, name, code, `/${letters[name]}`);
    portray(made.pdf, name, citizen);
    secrets[name] = /[A-Z0-9]{8}(?=\s|$)/.exec(made.text.split(say("vi", "paper.track_code", ""))[1])[0];
  }
  return Object.entries(codes).map(([name, code]) => ({ code, secret: secrets[name], names: [name] }));
}

// Whoever has the code and the secret reads the papers, with what is personal hidden.
async function track(province, manner, dossiers) {
  const stranger = await arrive(province, manner);
  for (const { code, secret, names } of dossiers) {
    await stranger.page.goto(`${stranger.address}/track/${code}/${secret}`);
    await sees(stranger.page, code, stranger.say("dossier.letters"));
    await look(stranger, "track");
    for (const name of names) {
      const { text } = await paper(stranger, name, code, say("vi", "paper.masked").slice(0, 20));
      check(!/Điểu Thị|0912345679/.test(text), `the ${name} of the tracking page names a person`);
    }
  }
  await stranger.context.close();
}

async function register(clerk) {
  const { page, address } = clerk;
  await page.goto(`${address}/desk`);
  await press(page, page.getByRole("link", { name: clerk.say("dossier.desk.register") }));
  await look(clerk, "register");
  const query = await page.evaluate(() => new URLSearchParams(new FormData(document.querySelector('form[action="/desk/register.pdf"]'))).toString());
  for (const ending of ["pdf", "csv"]) {
    const answer = await page.request.get(`${address}/desk/register.${ending}?${query}`);
    fetched(`/desk/register.${ending}`, answer.status());
    const bytes = await answer.body();
    const text = ending === "pdf" ? textOf(bytes) : bytes.toString();
    check(answer.ok() && text.includes("Điểu Thị Bé"), `the register as ${ending} does not hold what was accepted today`);
    if (ending === "pdf") portray(bytes, "register", clerk);
  }
  await page.fill('[name="to-day"]', "31");
  await page.fill('[name="to-month"]', "2");
  await press(page, 'form[action="/desk/register.pdf"] button');
  await sees(page, clerk.say("paper.register.no_day"));
  check((await page.inputValue('[name="to-day"]')) === "31", "the day typed is lost");
  await look(clerk, "register_wrong");
}

await tell("paper", async (province) => {
  for (const manner of [{ locale: "vi-VN", scripted: true }, { locale: "en-GB", scripted: true }, { locale: "vi-VN", scripted: false }]) {
    const people = {};
    for (const role of ["citizen", "clerk", "approver"]) people[role] = await arrive(province, manner, role);
    const stopped = await late(people);
    const others = await asked(province, people);
    await register(people.clerk);
    await track(province, manner, [{ ...stopped, names: ["receipt", "apology", "stop-notice"] }, ...others]);
    for (const person of Object.values(people)) await person.context.close();
  }
});
