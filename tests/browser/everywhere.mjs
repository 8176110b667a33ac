// Judges what the browser stories saw, all of it together; run it after them: node tests/browser/everywhere.mjs
// Every page that the table of routes names was looked at: in both languages at 360 px with axe, and without JavaScript. A new page that no
// story opens is a fault. The pages that say no were met as well. And the HTML as it was sent has no error (vnu).
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { seenFolder } from "./sightings.mjs";

const vnu = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const forMachines = /^\/(api|health|metrics|assets)(\/|$)/;
const refusals = [403, 404, 409, 422, 429];
const faults = [];

const sightings = existsSync(seenFolder) ? readdirSync(seenFolder).flatMap((story) => JSON.parse(readFileSync(join(seenFolder, story, "index.json"), "utf8"))) : [];

const routes = readFileSync("tests/stories/matrix.tsv", "utf8").split("\n").filter((line) => line && !line.startsWith("#"))
  .map((line) => line.split("\t")[0].split(" ")).filter(([, pattern]) => !forMachines.test(pattern)).map(([method, pattern]) => ({ method, pattern, sights: [] }));

const fits = (pattern, path) => new RegExp(`^${pattern.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`).test(path);

// A path belongs to the pattern with the fewest places to fill.
function routeOf({ method, path }) {
  const fitting = routes.filter((route) => route.method === method && fits(route.pattern, path));
  return fitting.sort((one, other) => one.pattern.split("{").length - other.pattern.split("{").length)[0];
}

for (const sight of sightings) routeOf(sight)?.sights.push(sight);

// How a page must have been seen.
const ways = {
  "in Vietnamese at 360 px with axe": (sight) => sight.scripted && sight.narrow && sight.language === "vi",
  "in English at 360 px with axe": (sight) => sight.scripted && sight.narrow && sight.language === "en",
  "without JavaScript": (sight) => sight.language && !sight.scripted,
};

function judge({ method, pattern, sights }) {
  const good = sights.filter((sight) => sight.status < 400);
  if (!good.length) return faults.push(`${method} ${pattern}: no story opened it`);
  const pages = good.filter((sight) => sight.html);
  if (method !== "GET" || !pages.length) return;
  if (!pages.some((sight) => sight.file)) faults.push(`${method} ${pattern}: its HTML was not kept`);
  for (const [way, is] of Object.entries(ways)) if (!pages.some(is)) faults.push(`${method} ${pattern}: not looked at ${way}`);
}

// One address, two faces.
function judgeFaces(pattern) {
  const { sights } = routes.find((route) => route.pattern === pattern && route.method === "GET");
  for (const staff of [true, false])
    for (const [way, is] of Object.entries(ways))
      if (!sights.some((sight) => sight.staff === staff && is(sight))) faults.push(`${pattern} for ${staff ? "the staff" : "its owner"}: not looked at ${way}`);
}

judgeFaces("/dossiers/{code}");
const unpressed = [];
for (const route of routes) {
  if (route.method !== "GET" && !route.sights.some((sight) => sight.status < 400)) unpressed.push(`${route.method} ${route.pattern}`);
  else judge(route);
}
for (const status of refusals)
  for (const language of ["vi", "en"])
    if (!sightings.some((sight) => sight.status === status && sight.scripted && sight.narrow && sight.language === language))
      faults.push(`no page of status ${status} was looked at in ${language}`);

const files = [...new Map(sightings.filter(({ file }) => file).map((sight) => [sight.file.split("/").pop(), sight])).values()];
const spoken = spawnSync("java", ["-jar", vnu, "--errors-only", "--format", "json", ...files.map(({ file }) => file)], { encoding: "utf8", maxBuffer: 1 << 26 });
if (!spoken.stderr.trimStart().startsWith("{")) faults.push(`vnu did not run: ${spoken.error ?? spoken.stderr.slice(0, 500)}`);
else
  for (const { url, message, extract } of JSON.parse(spoken.stderr).messages)
    faults.push(`${files.find(({ file }) => url?.endsWith(file))?.path}: ${message} ${extract ?? ""}`);

for (const fault of new Set(faults)) console.log(fault);
console.log(`${sightings.length} answers of ${routes.filter((route) => route.sights.length).length} routes, ${files.length} different pages for vnu, ${new Set(faults).size} faults`);
if (unpressed.length) console.log(`pressed by no browser story: ${unpressed.join(", ")}`);
process.exit(faults.length ? 1 : 0);
