// A result is signed, downloaded and checked by somebody else, in a real browser: node tests/browser/signature_story.mjs build/quick/motcua
// The approver attaches a PDF, the citizen downloads it signed, a stranger learns at /verify who signed it; with one byte changed they are
// told so. Once the key is away, and the head has it tried again. With JavaScript (Vietnamese, English) and without.
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { given, scan } from "./birth.mjs";
import { arrive, check, download, inspect, portrait, press, sees, telephone, tell } from "./province.mjs";

const signer = "Khoá thử của tỉnh demo";
const look = ({ page, locale, scripted }, name) => inspect(page, page.url(), `signature_${locale.slice(0, 2)}_${name}`, scripted);

async function act({ page, address }, code, action, fill = async () => {}) {
  await page.goto(`${address}/dossiers/${code}`);
  const form = page.locator(`#${action}`);
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await fill(form);
  await press(page, form.locator('button[type="submit"]'));
}

// From the counter to the head, who sees that the file will be signed.
async function decide(province, manner, code) {
  const [clerk, officer, approver] = await Promise.all(["clerk", "officer", "approver"].map((role) => arrive(province, manner, role)));
  await act(clerk, code, "acceptance");
  await act(clerk, code, "assignment", (form) => form.locator('input[type="radio"]').first().check({ force: true }));
  await act(officer, code, "step", (form) => form.locator("textarea").fill("Đủ điều kiện."));
  await act(approver, code, "result", (form) => form.locator('input[type="file"]').setInputFiles(broken(province.folder)));
  await sees(approver.page, approver.say("pades.not_pdf"));
  await look(approver, "refused");
  await sees(approver.page, approver.say("dossier.result.file_hint_signed"));
  await act(approver, code, "result", (form) => form.locator('input[type="file"]').setInputFiles(scan(province.folder, "trích lục.pdf")));
  await settled(approver);
  await look(approver, "case");
  for (const { context } of [clerk, officer, approver]) await context.close();
}

function broken(folder) {
  const file = join(folder, "hỏng.pdf");
  writeFileSync(file, "%PDF-1.4\ntrailer<<>>\n%%EOF\n");
  return file;
}

// Signing is work in the background: the page says so until it is done.
async function comes({ page }, sentence) {
  for (let tries = 0; tries < 50 && !(await page.content()).includes(sentence); ++tries) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  await sees(page, sentence);
}

const settled = (person) => comes(person, person.say("dossier.result.signed", signer, "").split(",")[0]);

// The key cannot be used for a while: nobody gets an unsigned copy, the case says what it waits for, and the head asks again.
async function keyAway(province, manner) {
  const code = await given(province, "electronic");
  const key = join(province.folder, "secrets", "demo_signing.p12");
  const [clerk, officer, approver, citizen] = await Promise.all(["clerk", "officer", "approver", "citizen"].map((role) => arrive(province, manner, role)));
  await act(clerk, code, "acceptance");
  await act(clerk, code, "assignment", (form) => form.locator('input[type="radio"]').first().check({ force: true }));
  await act(officer, code, "step", (form) => form.locator("textarea").fill("Đủ điều kiện."));
  renameSync(key, `${key}.away`);
  await act(approver, code, "result", (form) => form.locator('input[type="file"]').setInputFiles(scan(province.folder, "trích lục.pdf")));
  await comes(approver, approver.say("dossier.result.signing_waits"));
  await look(approver, "key_away");
  await citizen.page.goto(`${citizen.address}/dossiers/${code}`);
  await sees(citizen.page, citizen.say("dossier.result.signing_waits"));
  renameSync(`${key}.away`, key);
  await press(approver.page, approver.page.getByRole("button", { name: approver.say("dossier.result.sign_again") }));
  await settled(approver);
  check((await approver.page.getByRole("button", { name: approver.say("dossier.result.sign_again") }).count()) === 0, "what is signed can be signed again");
  for (const { context } of [clerk, officer, approver, citizen]) await context.close();
}

async function receive(province, manner, code) {
  const citizen = await arrive(province, manner, "citizen");
  await citizen.page.goto(`${citizen.address}/dossiers/${code}`);
  await settled(citizen);
  await look(citizen, "citizen");
  await portrait(citizen, "signed", telephone);
  const bytes = await download(citizen.page, "section[aria-labelledby='result'] a");
  await citizen.context.close();
  return bytes;
}

async function examine({ page, address }, folder, bytes) {
  const file = join(folder, "kết quả.pdf");
  writeFileSync(file, bytes);
  await page.goto(`${address}/verify`);
  await page.setInputFiles('input[type="file"]', file);
  await press(page);
}

function changed(bytes) {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf("/MediaBox") + 12;
  copy[at] = copy[at] === 0x31 ? 0x32 : 0x31;
  return copy;
}

async function question(province, manner, code, bytes) {
  const stranger = await arrive(province, manner);
  const { page, address, say } = stranger;
  await page.goto(`${address}/verify`);
  await sees(page, say("signature.verify.title"), say("signature.verify.nothing_kept"));
  await look(stranger, "verify");
  await portrait(stranger, "verify", telephone);
  await press(page);
  await sees(page, say("signature.missing"));
  await look(stranger, "verify_missing");
  const cases = { unchanged: bytes, changed: changed(bytes), extended: Buffer.concat([bytes, Buffer.from("% thêm\n")]) };
  for (const [verdict, file] of Object.entries(cases)) {
    await examine(stranger, province.folder, file);
    await sees(page, say(`signature.verdict.${verdict}`), say(`signature.verdict.${verdict}.text`));
    await look(stranger, verdict);
    if (verdict !== "changed") await sees(page, signer, code);
    if (verdict === "unchanged") await portrait(stranger, "verified", telephone);
    check(!(await page.content()).includes("Nguyễn Thị Lan"), "the check names the applicant");
  }
  await page.setInputFiles('input[type="file"]', scan(province.folder, "chưa ký.pdf"));
  await press(page);
  await sees(page, say("signature.verdict.unsigned"));
  await look(stranger, "unsigned");
  await stranger.context.close();
}

async function signed(province, manner) {
  const code = await given(province, "electronic");
  await decide(province, manner, code);
  await question(province, manner, code, await receive(province, manner, code));
}

await tell("signature", async (province) => {
  await signed(province, { locale: "vi-VN", scripted: true });
  await signed(province, { locale: "en-GB", scripted: true });
  await signed(province, { locale: "vi-VN", scripted: false });
  await keyAway(province, { locale: "vi-VN", scripted: true });
  await keyAway(province, { locale: "en-GB", scripted: false });
});
