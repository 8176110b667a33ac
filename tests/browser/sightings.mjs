// What the stories saw: each answer of the program to a browser, with the HTML as it was sent. everywhere.mjs judges all of it together.
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const seenFolder = "tests/browser/output/seen";
const sightings = [];
const latest = new Map(); // of each page, the document it shows

function note(response) {
  const request = response.request();
  const type = response.headers()["content-type"] ?? "";
  const sight = { method: request.method(), path: new URL(response.url()).pathname, status: response.status(), html: type.startsWith("text/html") };
  // The body of a page that is left at once may be gone; another sight of the same page has it.
  sight.body = sight.html ? response.text().catch(() => null) : null;
  sightings.push(sight);
  return sight;
}

// From now on everything this page's context is answered is kept.
export function watch(page, scripted) {
  page.on("response", (response) => {
    const own = response.request().isNavigationRequest() && response.frame() === page.mainFrame();
    if (own) latest.set(page, Object.assign(note(response), { scripted }));
  });
}

// An answer to a request made beside the page: a download.
export function fetched(path, status) {
  sightings.push({ method: "GET", path, status, html: false });
}

// The document that the page shows was looked at. `how`: { language, narrow: at 360 px, staff: a page of the staff }.
export function examined(page, how) {
  const sight = latest.get(page);
  if (sight) Object.assign(sight, how);
}

// Pages that differ only in words and numbers are one to the judge of HTML.
function shape(html) {
  const bare = html.replace(/>[^<]+</g, "><").replace(/(value|href|action|title|aria-label)="[^"]*"/g, '$1=""').replace(/\d+/g, "0");
  return createHash("sha256").update(bare).digest("hex").slice(0, 20);
}

const shapes = new Set();
// Whether a page of the same shape was asked about before, under the same circumstances.
export async function wasSeen(page, circumstances) {
  const key = `${circumstances} ${shape((await latest.get(page)?.body) ?? page.url())}`;
  return shapes.has(key) || !shapes.add(key);
}

export async function keep(story) {
  const folder = join(seenFolder, story);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const kept = [];
  for (const { body, ...sight } of sightings) {
    const html = await body;
    if (html) {
      sight.file = join(folder, `${shape(html)}.html`);
      writeFileSync(sight.file, html);
    }
    kept.push(sight);
  }
  writeFileSync(join(folder, "index.json"), JSON.stringify(kept, null, 1));
}
