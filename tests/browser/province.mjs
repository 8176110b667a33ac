// A demo province of its own on a free port, and people with browsers in it; for the stories beside this file.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { examined, fetched, keep, wasSeen, watch } from "./sightings.mjs";
import { languageOf, say } from "./words.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.MOTCUA_SHOTS; // a folder for pictures of every page inspected; without it none are made
const faults = [];
export const narrow = 360;

export function check(holds, words) {
  if (!holds) faults.push(words);
  return holds;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Starts the demo and waits until it listens. Mails become files in `mails`.
async function serve(program, folder, mails) {
  const listen = `127.0.0.1:${await freePort()}`;
  const options = ["demo", "--data", folder, "--dossiers", "400", "--listen", listen, "--mail-folder", mails];
  const child = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (bytes) => {
      said += bytes;
      if (said.includes('"event":"started"')) resolve({ child, address: `http://${listen}` });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => reject(new Error(`the program ended with ${code}: ${said}`)));
    setTimeout(() => reject(new Error(`no address within 60 s: ${said}`)), 60_000).unref();
  });
}

// Runs `story({ browser, address, accounts, folder, mails })`, says what was wrong, and ends the process: 1 when anything was.
export async function tell(name, story) {
  if (shots) mkdirSync(shots, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), `motcua-${name}-`));
  const mails = join(folder, "mails");
  mkdirSync(mails);
  const { child, address } = await serve(process.argv[2], folder, mails);
  const accounts = JSON.parse(readFileSync(join(folder, "accounts.json"), "utf8"));
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  try {
    await story({ browser, address, accounts, folder, mails });
    await keep(name);
  } catch (error) {
    check(false, error.stack);
  } finally {
    await browser.close();
    child.removeAllListeners("exit");
    child.kill("SIGTERM");
    await new Promise((resolve) => child.on("exit", resolve));
    rmSync(folder, { recursive: true, force: true });
  }
  for (const words of new Set(faults)) console.log(words);
  console.log(`${name}: ${faults.length} faults`);
  process.exit(faults.length ? 1 : 0);
}

// Somebody with a browser of their own. `manner`: { locale, scripted, width }. What they see is kept; script errors are faults.
export async function arrive({ browser, address, accounts }, manner, role) {
  const { locale, scripted, width = narrow } = manner;
  const context = await browser.newContext({ viewport: { width, height: 740 }, locale, javaScriptEnabled: scripted, bypassCSP: scripted });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => check(false, `${page.url()}: ${error}`));
  watch(page, scripted);
  const person = { page, address, ...manner, context, say: (key, ...words) => say(locale, key, ...words) };
  if (role) await signIn(page, address, accounts.find((account) => account.role === role));
  return person;
}

// The same person with a second window.
export async function another(person) {
  const page = await person.context.newPage();
  watch(page, person.scripted);
  return { ...person, page };
}

export async function signIn(page, address, account) {
  if (!page.url().includes("/sign-in")) await page.goto(`${address}/sign-in`);
  await page.fill('input[name="login"]', account.login);
  await page.fill('input[name="password"]', account.password);
  await press(page, 'main button[type="submit"]');
  check(!page.url().includes("/sign-in"), `${account.role} could not sign in`);
}

// Presses a button or link that leads to another page.
export const press = (page, button = 'main form button[type="submit"]:not([aria-hidden])') =>
  Promise.all([page.waitForNavigation(), (typeof button === "string" ? page.locator(button).first() : button).click()]);

// What the first such link leads to, as bytes.
export async function download(page, link) {
  const url = new URL(await page.locator(link).first().getAttribute("href"), page.url());
  const answer = await page.request.get(url.href);
  fetched(url.pathname, answer.status());
  check(answer.ok(), `${url.pathname}: status ${answer.status()}`);
  return answer.body();
}

// The page says all this, to the eye.
export async function sees(page, ...sentences) {
  const text = (await page.locator("body").innerText()).replace(/\s+/g, " ");
  for (const sentence of sentences) check(text.includes(sentence), `${new URL(page.url()).pathname} does not say “${sentence}”`);
}

// The page as it stands: one h1, no sideways scrolling, and with scripts no accessibility violation, folded parts included (axe looks once at
// pages that differ in words alone).
// Takes a picture `shot`.
export async function inspect(page, path, shot, scripted) {
  const { heads, language, wide, width, staff } = await page.evaluate(() => ({
    heads: document.querySelectorAll("h1").length,
    language: document.documentElement.lang,
    wide: document.documentElement.scrollWidth > window.innerWidth + 1,
    width: window.innerWidth,
    staff: document.body.classList.contains("mc-wide"),
  }));
  check(heads === 1, `${path}: ${heads} h1`);
  check(!wide, `${path}: wider than the screen`);
  examined(page, { language: languageOf(language), narrow: width === narrow, staff });
  if (shots) await page.screenshot({ path: join(shots, `${shot}.png`), fullPage: true });
  if (!scripted || (await wasSeen(page, `${language} ${width}`))) return;
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const folded = document.querySelectorAll("details:not([open])");
    for (const part of folded) part.open = true;
    const tooWide = document.documentElement.scrollWidth > window.innerWidth + 1 ? ["wider than the screen when unfolded"] : [];
    const found = await globalThis.axe.run({ resultTypes: ["violations"] });
    for (const part of folded) part.open = false;
    return [...tooWide, ...found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].target} ${nodes[0].html.slice(0, 120)}`)];
  });
  for (const words of violations) check(false, `${path}: ${words}`);
}

export const telephone = { width: 400, height: 1000 };
export const desktop = { width: 1280, height: 860 };

// A picture for README, where MOTCUA_PORTRAITS names a folder.
export async function portrait({ page, locale, scripted }, name, size) {
  const folder = process.env.MOTCUA_PORTRAITS;
  if (!folder || !scripted || languageOf(locale) !== "vi") return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  await page.setViewportSize(size);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.setViewportSize(before);
}
