// People open the pages of a demo province in a real browser: node tests/browser/pages_story.mjs build/quick/motcua
// At 360 px, in Vietnamese and English, with and without JavaScript: no accessibility violation, no sideways scrolling, no error.
import { check, inspect, signIn, tell } from "./province.mjs";

async function look(page, address, path, scripted) {
  const answer = await page.goto(address + path);
  check(answer.status() === 200, `${path}: status ${answer.status()}`);
  await inspect(page, path, path.replace(/\W+/g, "_") || "home", scripted);
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

await tell("pages", async ({ browser, address, accounts }) => {
  await walk(browser, address, accounts, "vi-VN", true);
  await walk(browser, address, accounts, "en-GB", true);
  await walk(browser, address, accounts, "vi-VN", false);
});
