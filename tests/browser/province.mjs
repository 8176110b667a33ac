// A demo province of its own on a free port, and a browser to look at it; for the stories beside this file.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = "tests/browser/output";
const faults = [];

export function check(holds, words) {
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

// Starts the demo and waits until it listens.
async function serve(program, folder) {
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

// Runs `story({ browser, address, accounts, folder })`, says what was wrong, and ends the process: 1 when anything was.
export async function tell(name, story) {
  mkdirSync(shots, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), `motcua-${name}-`));
  const { child, address } = await serve(process.argv[2], folder);
  const accounts = JSON.parse(readFileSync(join(folder, "accounts.json"), "utf8"));
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  try {
    await story({ browser, address, accounts, folder });
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

export async function signIn(page, address, account) {
  await page.goto(`${address}/sign-in`);
  await page.fill('input[name="login"]', account.login);
  await page.fill('input[name="password"]', account.password);
  await Promise.all([page.waitForNavigation(), page.click('main button[type="submit"]')]);
  check(!page.url().includes("/sign-in"), `${account.role} could not sign in`);
}

// The page as it stands: one h1, and with scripts also no sideways scrolling and no accessibility violation. Takes a picture `shot`.
export async function inspect(page, path, shot, scripted) {
  check((await page.locator("h1").count()) === 1, `${path}: not exactly one h1`);
  if (!scripted) return;
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  check(!wide, `${path}: wider than the screen`);
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const one of violations) check(false, `${path}: ${one.id}: ${one.nodes[0].target} ${one.nodes[0].html.slice(0, 120)}`);
  await page.screenshot({ path: join(shots, `${shot}.png`), fullPage: true });
}
