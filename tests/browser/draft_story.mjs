// A citizen registers a birth in a real browser at 360 px: node tests/browser/draft_story.mjs build/quick/motcua
// Every page of the way in Vietnamese and English and without JavaScript, wrong answers included; then a draft is left and thrown away.
import { answerAll, begin, bringPapers, code, send } from "./birth.mjs";
import { arrive, check, inspect, portrait, press, telephone, tell } from "./province.mjs";

async function register(province, manner) {
  const citizen = { ...(await arrive(province, manner, "citizen")), folder: province.folder };
  const { page } = citizen;
  const see = async (name) => {
    await inspect(page, page.url(), `draft_${manner.locale.slice(0, 2)}_${name}`, manner.scripted);
    if (name === "question_ngay-sinh") await portrait(citizen, "question", telephone);
  };
  await page.goto(`${province.address}/procedures/${code}/start`);
  await see("start");
  await begin(citizen, see);
  await answerAll(citizen, see, true);
  await bringPapers(citizen, see, true);
  await send(citizen, "electronic", see);
  await leave(citizen, see);
  await citizen.context.close();
}

// Begins another one, leaves it, finds it again where it was, and throws it away.
async function leave(citizen, see) {
  const { page, address, say } = citizen;
  await page.goto(`${address}/procedures/${code}/start`);
  await begin(citizen);
  const question = page.url();
  await page.goto(`${address}/me/drafts`);
  await see("drafts");
  await press(page, ".govuk-summary-card__content a");
  check(page.url() === question, `left at ${question}, and back at ${page.url()}`);
  await page.goto(`${address}/me/drafts`);
  await press(page, page.getByRole("button", { name: say("draft.mine.remove") }));
  check((await page.locator(".govuk-summary-card").count()) === 0, "a draft thrown away is still there");
}

await tell("draft", async (province) => {
  await register(province, { locale: "vi-VN", scripted: true });
  await register(province, { locale: "en-GB", scripted: true });
  await register(province, { locale: "vi-VN", scripted: false });
});
