// A citizen registers a birth in a real browser at 360 px: node tests/browser/draft_story.mjs build/quick/motcua
// With JavaScript and without, in Vietnamese and English: from the start page to a dossier, wrong answers on the way.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, inspect, signIn, tell } from "./province.mjs";

const answers = {
  "nguoi-yeu-cau": { "nyc.ho_ten": "Nguyễn Thị Lan", "nyc.so_dinh_danh": "070190001234", "nyc.noi_cu_tru": "Thôn 3", "nyc.dien_thoai": "0912 345 678", "nyc.quan_he": "mẹ" },
  "ho-ten": { "con.ho_ten": "Nguyễn Minh Khôi" },
  "ngay-sinh": { "con.ngay_sinh-day": "3", "con.ngay_sinh-month": "7", "con.ngay_sinh-year": "2022" },
  "noi-sinh": { "con.noi_sinh": "Trung tâm Y tế huyện" },
  "que-quan": { "con.que_quan": "Thôn 3, Xã Phước Tân" },
  me: { "me.ho_ten": "Nguyễn Thị Lan", "me.ngay_sinh-year": "1990" },
  "so-ban-sao": { so_ban_sao: "2" },
};
const choices = { "gioi-tinh": '[name="con.gioi_tinh"]', "ban-sao": '[name="de_nghi_ban_sao"]' };

const press = (page, button = 'main form button[type="submit"]:not([aria-hidden])') =>
  Promise.all([page.waitForNavigation(), page.locator(button).first().click()]);

const place = (page) => new URL(page.url()).pathname.split("/").slice(3).join("_") || "start";

async function begin(page, address, see) {
  await page.goto(`${address}/procedures/1.001193/start`);
  await see("start");
  await press(page);
  if (await page.locator('input[name="in"][type="radio"]').count()) {
    await see("unit_where");
    await page.locator('input[name="in"]').first().check({ force: true });
    await press(page);
  }
  await see("unit");
  await page.locator('input[name="unit"]').first().check({ force: true });
  await press(page);
}

async function answerAll(page, see) {
  for (let count = 0; count < 30 && page.url().includes("/questions/"); ++count) {
    const key = page.url().split("/").pop();
    await see(place(page));
    if (key === "ngay-sinh") {
      await page.fill('[name="con.ngay_sinh-day"]', "31");
      await page.fill('[name="con.ngay_sinh-month"]', "2");
      await page.fill('[name="con.ngay_sinh-year"]', "2022");
      await press(page);
      check((await page.locator(".govuk-error-summary a").getAttribute("href")) === "#f-con.ngay_sinh", "the summary does not lead to the date");
      check((await page.inputValue('[name="con.ngay_sinh-day"]')) === "31", "the wrong day is not kept");
      await see("question_wrong");
    }
    for (const [name, value] of Object.entries(answers[key] ?? {})) await page.fill(`[name="${name}"]`, value);
    if (choices[key]) await page.locator(choices[key]).first().check({ force: true });
    await press(page);
  }
}

async function bringPapers(page, folder, see) {
  await press(page);
  check((await page.locator(".govuk-error-summary").count()) === 1, "a missing paper is not said");
  await see("papers_missing");
  const files = ["mặt trước.pdf", "mặt sau.pdf"].map((name) => join(folder, name));
  for (const file of files) writeFileSync(file, "%PDF-1.4\nmẫu\n%%EOF\n");
  await page.setInputFiles('[name="part-1"]', files);
  await press(page, 'button[name="go"]');
  check((await page.locator("main li").count()) >= 2, "two files at once are not both kept");
  await see("papers");
  await page.locator('main li a[href*="/papers/"]:not([href$="/file"])').first().click();
  await see("paper");
  await page.goBack();
  await press(page);
}

async function register(browser, { address, accounts, folder }, locale, scripted) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale, javaScriptEnabled: scripted, bypassCSP: scripted });
  const page = await context.newPage();
  page.on("pageerror", (error) => check(false, `${page.url()}: ${error}`));
  const see = (name) => inspect(page, page.url(), `draft_${locale.slice(0, 2)}_${name}`, scripted);
  await signIn(page, address, accounts.find((account) => account.role === "citizen"));
  await begin(page, address, see);
  await answerAll(page, see);
  await bringPapers(page, folder, see);
  await see("delivery");
  await page.locator('[name="delivery"]').first().check({ force: true });
  await press(page);
  await see("review");
  await press(page);
  check(/\/dossiers\/H\d+\./.test(page.url()), `sent, and now at ${page.url()}`);
  await context.close();
}

await tell("draft", async ({ browser, ...province }) => {
  await register(browser, province, "vi-VN", true);
  await register(browser, province, "en-GB", true);
  await register(browser, province, "vi-VN", false);
});
