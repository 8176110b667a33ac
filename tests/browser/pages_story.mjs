// People open the pages of a demo province in a real browser: node tests/browser/pages_story.mjs build/quick/motcua
// At 360 px, in Vietnamese and English, with and without JavaScript: no accessibility violation, no sideways scrolling, no error.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "motcua-pages-"));
const shots = "tests/browser/output";
mkdirSync(shots, { recursive: true });
const faults = [];

function check(holds, words) {
  if (!holds) faults.push(words);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Starts the demo on a free port and waits until it listens.
async function serve() {
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(program, ["demo", "--data", folder, "--dossiers", "400", "--listen", listen], { stdio: ["ignore", "pipe", "pipe"] });
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

async function signIn(page, address, account) {
  await page.goto(`${address}/sign-in`);
  await page.fill('input[name="login"]', account.login);
  await page.fill('input[name="password"]', account.password);
  await Promise.all([page.waitForNavigation(), page.click('main button[type="submit"]')]);
  check(!page.url().includes("/sign-in"), `${account.role} could not sign in`);
}

async function look(page, address, path, scripted) {
  const answer = await page.goto(address + path);
  check(answer.status() === 200, `${path}: status ${answer.status()}`);
  check((await page.locator("h1").count()) === 1, `${path}: not exactly one h1`);
  if (!scripted) return;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  check(!wide, `${path}: wider than the screen`);
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const one of violations) check(false, `${path}: ${one.id}: ${one.nodes[0].target} ${one.nodes[0].html.slice(0, 120)}`);
  await page.screenshot({ path: join(shots, `${path.replace(/\W+/g, "_") || "home"}.png`), fullPage: true });
}

const open = ["/", "/procedures", "/procedures?q=khai+sanh", "/procedures/1.001193", "/track", "/campaigns", "/campaigns/92-ngay-2022", "/sign-in",
  "/register", "/forgot", "/about", "/privacy", "/accessibility"];
const own = { citizen: ["/me", "/me/dossiers", "/me/drafts", "/me/messages", "/me/profile", "/me/sessions"], clerk: ["/desk", "/desk/intake"] };

async function walk(browser, address, accounts, locale, scripted) {
  const settings = { viewport: { width: 360, height: 740 }, locale, javaScriptEnabled: scripted, bypassCSP: scripted };
  for (const [role, paths] of [[null, open], ...Object.entries(own)]) {
    const context = await browser.newContext(settings);
    const page = await context.newPage();
    page.on("pageerror", (error) => check(false, `${page.url()}: ${error}`));
    if (role) await signIn(page, address, accounts.find((account) => account.role === role));
    for (const path of paths) await look(page, address, path, scripted);
    await context.close();
  }
}

const { child, address } = await serve();
const accounts = JSON.parse(readFileSync(join(folder, "accounts.json"), "utf8"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
try {
  await walk(browser, address, accounts, "vi-VN", true);
  await walk(browser, address, accounts, "en-GB", true);
  await walk(browser, address, accounts, "vi-VN", false);
} finally {
  await browser.close();
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
  await new Promise((resolve) => child.on("exit", resolve));
  rmSync(folder, { recursive: true, force: true });
}
for (const words of new Set(faults)) console.log(words);
console.log(`pages: ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
