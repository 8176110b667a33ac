// The morning of those who lead, in a real browser: node tests/browser/escalation_story.mjs build/quick/motcua
// From what presses in the commune to the case itself; the province's leader sees the same by unit. With JavaScript in both languages, and without.
import { given } from "./birth.mjs";
import { arrive, check, desktop, inspect, press, sees, tell } from "./province.mjs";

async function approver(province, manner) {
  const sent = await given(province, "electronic");
  const person = await arrive(province, manner, "approver");
  const { page, address, say, locale, scripted } = person;
  await page.goto(`${address}/desk`);
  await press(page, page.getByRole("link", { name: say("visit.nav.today") }));
  await sees(page, say("escalation.late"), say("escalation.today"), say("escalation.soon"));
  await inspect(page, page.url(), `today_${locale.slice(0, 2)}`, scripted);
  await press(page, page.getByRole("link", { name: sent }));
  await sees(page, sent);
  await person.context.close();
}

async function leader(province, manner) {
  const person = await arrive(province, { ...manner, width: desktop.width }, "leader");
  const { page, address, say, locale, scripted } = person;
  await page.goto(`${address}/today`);
  await sees(page, say("escalation.units"));
  check((await page.locator('main table a[href^="/dossiers/"]').count()) === 0, "a leader is led to cases that are not theirs to read");
  await inspect(page, page.url(), `today_leader_${locale.slice(0, 2)}`, scripted);
  await press(page, page.locator('main table a[href^="/today?unit="]').first());
  await sees(page, say("escalation.late"));
  await person.context.close();
}

await tell("escalation", async (province) => {
  for (const manner of [{ locale: "vi-VN", scripted: true }, { locale: "en-GB", scripted: true }, { locale: "vi-VN", scripted: false }]) {
    await approver(province, manner);
    await leader(province, manner);
  }
});
