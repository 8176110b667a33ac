// When the desks are open, and the promised days in one's own calendar, in a real browser: node tests/browser/timetable_story.mjs build/quick/motcua
import { arrive, check, download, inspect, press, sees, tell } from "./province.mjs";

async function visitor(province, manner) {
  const person = await arrive(province, manner);
  const { page, address, say, locale, scripted } = person;
  await page.goto(address);
  await press(page, page.getByRole("link", { name: say("html.foot.calendar") }));
  await sees(page, say("timetable.title"), say("timetable.week"), say("timetable.special"));
  await inspect(page, page.url(), `calendar_${locale.slice(0, 2)}`, scripted);
  const unit = province.accounts.find((account) => account.role === "clerk").unit;
  await page.goto(`${address}/calendar/${unit}`);
  await sees(page, "Phước Tân");
  await inspect(page, page.url(), `calendar_unit_${locale.slice(0, 2)}`, scripted);
  await person.context.close();
}

async function citizen(province, manner) {
  const person = await arrive(province, manner, "citizen");
  const { page, address, say, locale, scripted } = person;
  await page.goto(`${address}/me`);
  await press(page, page.getByRole("link", { name: say("door.me.calendar") }));
  await sees(page, say("timetable.feed.title"), say("timetable.feed.private"));
  await inspect(page, page.url(), `me_calendar_${locale.slice(0, 2)}`, scripted);
  const feed = (await download(page, ".feed-address")).toString();
  check(feed.startsWith("BEGIN:VCALENDAR\r\n") && feed.endsWith("END:VCALENDAR\r\n"), "the feed is no calendar");
  await person.context.close();
}

await tell("timetable", async (province) => {
  for (const manner of [{ locale: "vi-VN", scripted: true }, { locale: "en-GB", scripted: true }, { locale: "vi-VN", scripted: false }]) {
    await visitor(province, manner);
    await citizen(province, manner);
  }
});
