// Builds web/dist: one style sheet, one script, the icons, each under a name that holds a hash of its content, with compressed
// siblings, and manifest.json (logical name → hashed name), which the program reads.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import esbuild from "esbuild";
import * as sass from "sass";

const web = dirname(fileURLToPath(import.meta.url));
const dist = join(web, "dist");

// What a page may weigh on its first visit, compressed, in bytes.
const budgets = { "app.css": 12_000, "app.js": 12_000, "icons.svg": 5_000 };

function style() {
  const made = sass.compile(join(web, "styles/app.scss"), { style: "compressed", loadPaths: [join(web, "../node_modules")], quietDeps: true });
  return esbuild.transformSync(made.css, { loader: "css", minify: true, target: ["chrome80", "firefox78", "safari13"] }).code;
}

function script() {
  const options = { entryPoints: [join(web, "scripts/app.ts")], bundle: true, minify: true, format: "esm", target: "es2020", write: false };
  return esbuild.buildSync(options).outputFiles[0].text;
}

// Every web/icons/NAME.svg becomes the symbol NAME of one file.
function icons() {
  const symbols = readdirSync(join(web, "icons")).filter((file) => file.endsWith(".svg")).sort().map((file) => {
    const text = readFileSync(join(web, "icons", file), "utf8").trim().replace(/\s*\n\s*/g, "");
    return text.replace(/^<svg xmlns="[^"]*"/, `<symbol id="${file.slice(0, -4)}"`).replace(/<\/svg>$/, "</symbol>");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

function smallest(bytes) {
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { br: brotliCompressSync(bytes, { params: quality }), gz: gzipSync(bytes, { level: 9 }) };
}

// The files of one logical name, within its budget.
function packed(name, text) {
  const bytes = Buffer.from(text);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const hashed = name.replace(/\.(\w+)$/, `.${hash}.$1`);
  const { br, gz } = smallest(bytes);
  writeFileSync(join(dist, hashed), bytes);
  const limit = budgets[name];
  console.log(`${hashed.padEnd(28)} ${bytes.length} bytes, gzip ${gz.length}, brotli ${br.length}${limit ? ` of ${limit}` : ""}`);
  if (limit && gz.length > limit) throw new Error(`${name} is heavier than its budget`);
  const siblings = [[`${hashed}.br`, br], [`${hashed}.gz`, gz]].filter(([, smaller]) => smaller.length < bytes.length);
  return { name, hashed, files: [[hashed, bytes], ...siblings] };
}

// Everything is made before the old files go: a build that fails leaves them.
const mark = readFileSync(join(web, "mark.svg"), "utf8");
const made = [packed("app.css", style()), packed("app.js", script()), packed("icons.svg", icons()), packed("mark.svg", mark)];
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const [file, bytes] of made.flatMap((one) => one.files)) writeFileSync(join(dist, file), bytes);
const manifest = Object.fromEntries(made.map((one) => [one.name, one.hashed]));
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
