// People open the pages of a demo province in a real browser: node tests/browser/pages_story.mjs build/quick/motcua
// At 360 px, in Vietnamese and English, with and without JavaScript: no accessibility violation, no sideways scrolling, no error.
// Then they make an account, forget its password, and meet the pages that say no.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { arrive, check, desktop, download, inspect, portrait, press, sees, telephone, tell } from "./province.mjs";

const open = ["/", "/procedures", "/procedures?q=khai+sanh", "/procedures?q=zzzz", "/procedures/1.001193", "/track", "/campaigns", "/campaigns/92-ngay-2022",
  "/sign-in", "/register", "/forgot", "/about", "/privacy", "/accessibility"];
const own = { citizen: ["/me", "/me/dossiers", "/me/drafts", "/me/messages", "/me/profile", "/me/password", "/me/sessions"],
  clerk: ["/desk", "/desk/intake", "/me", "/procedures/1.001193/start"] };

const see = (person, path) =>
  inspect(person.page, path, `${person.locale.slice(0, 2)}${path.replace(/\W+/g, "_")}`, person.scripted);

async function visit(person, path, status = 200) {
  const answer = await person.page.goto(person.address + path);
  check(answer.status() === status, `${path}: status ${answer.status()}, not ${status}`);
  await see(person, path);
}

async function walk(province, manner) {
  for (const [role, paths] of [[undefined, open], ...Object.entries(own)]) {
    const person = await arrive(province, manner, role);
    for (const path of paths) await visit(person, path);
    await person.context.close();
  }
}

// The figures of the board as a file; the other language and back; and out.
async function wander(province, manner) {
  const person = await arrive(province, manner, "citizen");
  const { page, address, context, say } = person;
  await page.goto(address);
  await portrait(person, "home", telephone);
  await page.goto(`${address}/campaigns/92-ngay-2022`);
  await portrait(person, "board", desktop);
  const figures = await download(page, ".board-csv");
  check(figures.toString().split("\n").length > 5, "the board's file is empty");
  await press(page, page.getByRole("link", { name: say("html.other_language") }));
  const other = manner.locale.startsWith("vi") ? "en" : "vi";
  check((await page.getAttribute("html", "lang")) === other && page.url().endsWith("/campaigns/92-ngay-2022"), "the other language is not the same page");
  await press(page, ".mc-head__form button");
  await page.goto(`${address}/me`);
  check(page.url().includes("/sign-in"), "signed out, and /me still opens");
  await context.close();
}

// Who watches over the whole province has a long list.
async function overlook(province, manner) {
  const controller = await arrive(province, manner, "controller");
  await visit(controller, "/desk");
  check((await controller.page.locator("tbody tr").count()) > 5, "the province's work list is nearly empty");
  check((await controller.page.locator('a[href="/desk/intake"]').count()) === 0, "somebody who is no clerk is offered the counter intake");
  await portrait(controller, "desk", desktop);
  await controller.context.close();
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// The code in the newest mail to this address; it comes by a job of its own.
async function codeFor(mails, contact) {
  for (let tries = 0; tries < 100; ++tries, await wait(100))
    for (const file of readdirSync(mails).sort().reverse()) {
      const text = readFileSync(join(mails, file), "utf8");
      const body = Buffer.from(text.split("\r\n\r\n").slice(1).join(""), "base64").toString();
      const code = /\b\d{6}\b/.exec(body);
      if (text.includes(contact) && code && !used.has(code[0])) return used.add(code[0]) && code[0];
    }
  throw new Error(`no mail with a code came to ${contact}`);
}
const used = new Set();

async function prove(person, province, way, contact) {
  const { page, address, say } = person;
  await page.goto(address + way);
  await page.fill('[name="contact"]', "không phải địa chỉ");
  await press(page);
  await see(person, `${way}/wrong`);
  await page.fill('[name="contact"]', contact);
  await press(page);
  await sees(page, say("door.code.title"));
  await see(person, `${way}/code`);
  await page.fill('[name="code"]', await codeFor(province.mails, contact));
  await press(page);
  await see(person, `${way}/password`);
}

async function enrol(province, manner, contact) {
  const person = await arrive(province, manner);
  const { page } = person;
  await prove(person, province, "/register", contact);
  await page.fill('[name="name"]', "Nguyễn Văn Mới");
  await page.fill('[name="password"]', "tre xanh bong mat");
  await press(page);
  await sees(page, person.say("door.me.hello", "Nguyễn Văn Mới"));
  await press(page, ".mc-head__form button");
  await prove(person, province, "/forgot", contact);
  await page.fill('[name="password"]', "bong mat tre xanh");
  await press(page);
  await sees(page, person.say("door.me.hello", "Nguyễn Văn Mới"));
  await person.context.close();
}

// Nothing there, not allowed, not so, and far too often.
async function refusals(province, manner) {
  const citizen = await arrive(province, manner, "citizen");
  await visit(citizen, "/khong-co-trang-nay", 404);
  await visit(citizen, "/dossiers/H10.41.05-220711-9999", 404);
  await visit(citizen, "/desk", 403);
  await citizen.context.close();
  const stranger = await arrive(province, manner);
  await stranger.page.goto(`${province.address}/sign-in`);
  await press(stranger.page);
  await see(stranger, "/sign-in/wrong");
  await visit(stranger, "/track/H10.41.05-220711-0001/ABCDEFGH", 422);
  await hurry(stranger);
  await stranger.context.close();
}

async function hurry(person) {
  const { page, address, say } = person;
  await page.goto(`${address}/register`);
  for (let tries = 0; tries < 30 && (await page.locator('[name="contact"]').count()); ++tries) await press(page);
  await sees(page, say("visit.refusal.429.title"));
  await see(person, "/too-often");
}

await tell("pages", async (province) => {
  const manners = [{ locale: "vi-VN", scripted: true }, { locale: "en-GB", scripted: true }, { locale: "vi-VN", scripted: false }];
  for (const [index, manner] of manners.entries()) {
    await walk(province, manner);
    await wander(province, manner);
    await overlook(province, manner);
    await enrol(province, manner, `moi${index}@congdan.example`);
  }
  for (const manner of manners) await refusals(province, manner);
});
