// What the pages weigh on the way to somebody's telephone, and what they weigh when that person comes back: node tests/browser/weights_story.mjs build/quick/motcua
// Encoded bytes with their heads, as the browser counts them, with an empty cache and with a full one. Prints a table.
import { statSync } from "node:fs";
import { readFileSync } from "node:fs";
import { answerAll, begin, bringPapers, code, submit } from "./birth.mjs";
import { arrive, check, tell } from "./province.mjs";

const kB = 1000;
const citizen = { all: 45 * kB, Document: 14 * kB, Stylesheet: 12 * kB, Script: 12 * kB, Other: 5 * kB, again: 8 * kB };
const staff = { all: 150 * kB, Document: 120 * kB, Stylesheet: 12 * kB, Script: 12 * kB, Other: 5 * kB, again: 120 * kB };

// A headless browser does not ask for the mark in its tab; others do.
const mark = statSync(`web/dist/${JSON.parse(readFileSync("web/dist/manifest.json"))["mark.svg"]}.br`).size;

// Loads the page and says what came over the line: bytes by kind, and all together.
async function load(page, session, url) {
  const kinds = new Map();
  const sums = { Document: 0, Stylesheet: 0, Script: 0, Other: 0 };
  const named = ({ requestId, type }) => kinds.set(requestId, type in sums ? type : "Other");
  const counted = ({ requestId, encodedDataLength }) => (sums[kinds.get(requestId) ?? "Other"] += encodedDataLength);
  session.on("Network.responseReceived", named);
  session.on("Network.loadingFinished", counted);
  await page.goto(url, { waitUntil: "networkidle" });
  session.off("Network.responseReceived", named);
  session.off("Network.loadingFinished", counted);
  return { ...sums, all: Object.values(sums).reduce((sum, bytes) => sum + bytes, 0) };
}

async function weigh(person, name, path, budget) {
  const session = await person.context.newCDPSession(person.page);
  await session.send("Network.enable");
  await session.send("Network.clearBrowserCache");
  const url = person.address + path;
  const first = await load(person.page, session, url);
  first.all += mark;
  const again = (await load(person.page, session, url)).all;
  await session.detach();
  for (const [kind, most] of Object.entries({ ...budget, again: undefined }))
    if (most) check(first[kind] <= most, `${name}: ${first[kind]} bytes of ${kind}, ${most} allowed`);
  check(again <= budget.again, `${name}: ${again} bytes on return, ${budget.again} allowed`);
  check(first.Stylesheet > 0 && first.Script > 0, `${name} was not loaded with an empty cache`);
  const cells = [first.Document, first.Stylesheet, first.Script, first.Other, first.all, again].map((bytes) => String(Math.round(bytes)).padStart(7));
  console.log(`${name.padEnd(28)}${cells.join("")}`);
}

const own = (page) => new URL(page.url()).pathname;

// The pages of a draft on its way, each weighed where the citizen stands before it.
async function weighDraft(person) {
  const { page, address } = person;
  await weigh(person, "before the start", `/procedures/${code}/start`, citizen);
  await page.goto(`${address}/procedures/${code}/start`);
  await begin(person);
  await weigh(person, "a question", own(page), citizen);
  await answerAll(person);
  await weigh(person, "papers", own(page), citizen);
  await bringPapers(person);
  await page.locator('[name="delivery"]').first().check({ force: true });
  await Promise.all([page.waitForNavigation(), page.locator('main button[type="submit"]').click()]);
  await weigh(person, "check answers", own(page), citizen);
}

await tell("weights", async (province) => {
  console.log(`${"".padEnd(28)}${["HTML", "CSS", "JS", "other", "first", "again"].map((head) => head.padStart(7)).join("")}`);
  const manner = { locale: "vi-VN", scripted: true };
  const stranger = await arrive(province, manner);
  for (const [name, path] of [["home", "/"], ["procedures found", "/procedures?q=khai+sanh"], ["procedure", `/procedures/${code}`], ["track", "/track"], ["sign in", "/sign-in"]])
    await weigh(stranger, name, path, citizen);
  await weigh(stranger, "board of the province", "/campaigns/92-ngay-2022", staff);
  const person = { ...(await arrive(province, manner, "citizen")), folder: province.folder };
  await weighDraft(person);
  const dossier = await submit(person, "electronic");
  for (const [name, path] of [["a citizen's dossier", `/dossiers/${dossier}`], ["my dossiers", "/me/dossiers"], ["my page", "/me"], ["messages", "/me/messages"]])
    await weigh(person, name, path, citizen);
  const clerk = await arrive(province, manner, "clerk");
  for (const [name, path] of [["work list", "/desk"], ["case", `/dossiers/${dossier}`], ["counter intake", "/desk/intake"]]) await weigh(clerk, name, path, staff);
});
