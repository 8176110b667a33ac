// Papers that came on paper are scanned at the counter, in a real browser: node tests/browser/scan_story.mjs build/quick/motcua
// Right after the intake the clerk adds two photographs of one paper and a PDF of another; what is wrong is said beside its field. The scans
// are marked and signed. A dossier that came online offers no scan. With JavaScript (Vietnamese, English) and without, at 360 px.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { given, scan } from "./birth.mjs";
import { arrive, check, download, inspect, press, sees, tell } from "./province.mjs";
import { say } from "./words.mjs";

const signer = "Khoá thử của tỉnh demo";
const look = ({ page, locale, scripted }, name) => inspect(page, page.url(), `scan_${locale.slice(0, 2)}${scripted ? "" : "_plain"}_${name}`, scripted);

// What a telephone makes of a sheet of paper: a JPEG.
function photograph(folder, name) {
  const pdf = scan(folder, `${name}.pdf`);
  execFileSync("pdftoppm", ["-jpeg", "-r", "40", "-singlefile", pdf, join(folder, name)]);
  return join(folder, `${name}.jpg`);
}

async function takeIn({ page, address, say }) {
  await page.goto(`${address}/desk/intake?choice=1.001193`);
  await page.fill('[name="owner.name"]', "Điểu Thị Bé");
  await page.fill('[name="owner.phone"]', "0912345679");
  await page.locator('[name="papers"][value="part-5"]').check({ force: true });
  await press(page, 'main form[action="/desk/intake"] button');
  await sees(page, say("dossier.intake.done"), say("dossier.digitisation.title"), say("digitising.extent.none"), say("digitising.share", "0", "2"));
  return new URL(page.url()).pathname.split("/").pop();
}

const send = ({ page }) => press(page, '#digitisation button[type="submit"]');
const file = (part) => `[name="digitisation.file.${part}"]`, source = (part) => `[name="digitisation.source.${part}"]`;

// Nothing chosen, then no word of what was scanned: nothing is kept, and it is said where.
async function carelessly({ page, say, ...clerk }, pdf) {
  await send({ page });
  await sees(page, say("digitising.no_file"));
  check((await page.locator("#digitisation .govuk-error-message").count()) === 1, "no file, and it is not said beside the field");
  await page.setInputFiles(file("part-1"), pdf);
  await send({ page });
  await sees(page, say("digitising.choose_source"), say("digitising.extent.none"));
  await look({ page, ...clerk }, "wrong");
}

async function signedSoon({ page, say }) {
  const signed = say("digitising.extent.signed");
  for (let tries = 0; tries < 50 && !(await page.content()).includes(signed); ++tries) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  await sees(page, signed, say("dossier.result.signed", signer, "").split(",")[0]);
}

function portray(pdf, name, { locale, scripted }) {
  const folder = process.env.MOTCUA_SHOTS;
  if (!folder || !scripted || !locale.startsWith("vi")) return;
  mkdirSync(folder, { recursive: true });
  execFileSync("pdftoppm", ["-png", "-r", "60", "-singlefile", "-", join(folder, name)], { input: pdf });
}

async function digitise(province, manner) {
  const clerk = await arrive(province, manner, "clerk");
  const { page, say: words } = clerk;
  const code = await takeIn(clerk);
  await look(clerk, "offered");
  const pdf = scan(province.folder, "giấy chứng sinh.pdf");
  await carelessly(clerk, pdf);
  await page.setInputFiles(file("part-1"), pdf);
  await page.selectOption(source("part-1"), "original");
  await page.setInputFiles(file("part-5"), ["trang1", "trang2"].map((name) => photograph(province.folder, name)));
  await page.selectOption(source("part-5"), "photocopy");
  await send(clerk);
  await sees(page, words("digitising.share", "2", "2"), words("dossier.event.digitisation"), words("dossier.papers.on_paper_digitised"),
    words("digitising.scan", words("digitising.of.original"), "").trim().replace(/[,:]$/, ""));
  await signedSoon(clerk);
  check((await page.locator("#digitisation[open]").count()) === 0, "what is digitised is still asked for first");
  await look(clerk, "digitised");
  const bound = await download(page, ".paper-list a:text(\"kết hôn\")");
  writeFileSync(join(province.folder, "scan.pdf"), bound);
  const info = execFileSync("pdfinfo", [join(province.folder, "scan.pdf")]).toString();
  check(/Pages:\s+2/.test(info), `two photographs are not the two pages of one PDF: ${info}`);
  check(execFileSync("pdfsig", ["-nocert", join(province.folder, "scan.pdf")], { env: { ...process.env, HOME: province.folder } }).toString().includes("Signature is Valid"), "pdfsig finds no valid signature on the scan");
  const sheet = await download(page, 'main a[href$="/control-sheet.pdf"]');
  check(execFileSync("pdftotext", ["-raw", "-", "-"], { input: sheet }).toString().includes(say("vi", "dossier.event.digitisation").split(" ")[0]), "the control sheet does not tell of the scans");
  portray(sheet, "scan_control_sheet", clerk);
  await clerk.context.close();
  return code;
}

// What came electronically says so; an officer holds no paper.
async function notAgain(province, manner, code) {
  const [clerk, officer] = [await arrive(province, manner, "clerk"), await arrive(province, manner, "officer")];
  await clerk.page.goto(`${clerk.address}/dossiers/${await given(province, "electronic")}`);
  await sees(clerk.page, clerk.say("digitising.not_needed"), clerk.say("dossier.papers.electronic"));
  check((await clerk.page.locator("#digitisation").count()) === 0, "a scan is asked for of what came electronically");
  await officer.page.goto(`${officer.address}/dossiers/${code}`);
  await sees(officer.page, officer.say("digitising.extent.signed"));
  check((await officer.page.locator("#digitisation").count()) === 0, "an officer is asked to scan");
  for (const { context } of [clerk, officer]) await context.close();
}

await tell("scan", async (province) => {
  for (const manner of [{ locale: "vi-VN", scripted: true }, { locale: "en-GB", scripted: true }, { locale: "vi-VN", scripted: false }])
    await notAgain(province, manner, await digitise(province, manner));
});
