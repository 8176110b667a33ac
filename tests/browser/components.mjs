// Looks at every component in a real browser: no accessibility violation (axe), no HTML error (vnu), nothing wider than the screen,
// nothing that the pages' policy refuses, weights within the budgets. Usage: node tests/browser/components.mjs FOLDER, where
// MOTCUA_KITCHEN=FOLDER motcua_html_test has written kitchen*.html. Pictures land in FOLDER.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const folder = process.argv[2];
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { css: "text/css", js: "text/javascript", svg: "image/svg+xml", html: "text/html; charset=utf-8" };
const faults = [];

function serve() {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const file = path.startsWith("/assets/") ? join("web/dist", path.slice(8)) : join(folder, path);
    try {
      const bytes = readFileSync(file);
      response.writeHead(200, { "content-type": types[file.split(".").pop()], "content-security-policy": policy });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

async function look(browser, address, name, width, options = {}) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: false, ...options });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(`${name} ${width}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${name} ${width}: ${error.message}`));
  await page.goto(`${address}/${name}.html`);
  await page.screenshot({ path: join(folder, `${name}_${width}${options.label ?? ""}.png`), fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (overflow > 0) faults.push(`${name} is ${overflow} px wider than ${width}`);
  if (!options.label) await axe(page, `${name} ${width}`);
  await context.close();
}

async function axe(page, name) {
  const source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const found = await page.evaluate(async (text) => {
    new Function(text)();
    return (await window.axe.run(document, { resultTypes: ["violations"] })).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`);
  }, source).catch(async () => {
    const session = await page.context().newCDPSession(page); // the policy forbids eval; the debugger may
    await session.send("Runtime.evaluate", { expression: source });
    const answer = await session.send("Runtime.evaluate", {
      expression: `axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations.map((one) => one.id + ": " + one.nodes.map((node) => node.html).join(" | "))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    return JSON.parse(answer.result.value);
  });
  for (const violation of found) faults.push(`axe, ${name}: ${violation}`);
}

function validate(files) {
  try {
    execFileSync("java", ["-jar", require.resolve("vnu-jar/build/dist/vnu.jar"), "--errors-only", ...files], { stdio: "pipe" });
  } catch (error) {
    faults.push(...error.stderr.toString().trim().split("\n"));
  }
}

const names = readdirSync(folder).filter((file) => file.endsWith(".html")).map((file) => file.slice(0, -5));
const server = await serve();
const address = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
for (const name of names) {
  for (const width of [360, 1280]) await look(browser, address, name, width);
  const weight = gzipSync(readFileSync(join(folder, `${name}.html`))).length;
  if (weight > 14_000) faults.push(`${name} weighs ${weight} bytes compressed`);
}
await look(browser, address, names[0], 360, { forcedColors: "active", label: "_forced" });
await look(browser, address, names[0], 1280, { javaScriptEnabled: false, label: "_noscript" });
await browser.close();
server.close();
validate(names.map((name) => join(folder, `${name}.html`)));
for (const fault of faults) console.error(fault);
console.log(`${names.length} pages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
