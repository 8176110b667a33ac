// Workflows that cannot lie: node tests/browser/workflow_story.mjs build/quick/motcua
// An administrator drafts a change, meets the linter, corrects it; a second one publishes; a dossier in flight stays. Then opinions are asked in
// parallel and one place is silent.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { given } from "./birth.mjs";
import { check, arrive, inspect, narrow, press, sees, signIn, tell } from "./province.mjs";

const procedure = "1.001193";

// A second administrator of the province, made at the command line as an operator would.
function secondAdministrator(folder) {
  const program = process.argv[2];
  const added = execFileSync(program, ["account", "create", "quantri2.tinh", "--staff", "--name", "Lý Thu Hà", "--data", folder], { encoding: "utf8" });
  execFileSync(program, ["account", "grant", "quantri2.tinh", "--role", "province_admin", "--unit", "H10", "--data", folder]);
  return { role: "province_admin", login: "quantri2.tinh", password: added.trim().split(/\s+/).at(-1) };
}

async function look({ page, locale, scripted }, shot) {
  await inspect(page, new URL(page.url()).pathname, `workflow-${shot}-${locale}${scripted ? "" : "-plain"}`, scripted);
}

async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`[name="${name}"]`).first();
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
}

const save = 'button[name="do"][value="save"]';

async function drafts(admin) {
  const { page, address, say } = admin;
  await page.goto(`${address}/admin/workflows`);
  await look(admin, "list");
  await page.fill('input[name="q"]', procedure);
  await press(page, 'main form button[type="submit"]');
  await press(page, page.locator(`main a[href="/admin/workflows/${procedure}"]`).first());
  await look(admin, "in-force");
  await sees(page, say("workflow.no_findings"));
  await press(page, 'main form button[type="submit"]');
  await look(admin, "draft");

  // Steps that take longer than the law allows are found, named and kept from being published.
  await press(page, page.locator('main a[href$="/draft/steps/appraise"]').first());
  await look(admin, "step");
  await fill(page, { share: "95" });
  await press(page, save);
  await sees(page, say("workflow.findings"));
  await look(admin, "findings");
  await press(page, page.locator('main a[href$="/draft/steps/appraise"]').first());
  await fill(page, { share: "40" });
  await press(page, save);

  await press(page, page.locator('main a[href$="/draft/steps/new"]').first());
  await look(admin, "new-step");
  await fill(page, { name: "" });
  await press(page, save);
  await sees(page, say("workflow.name_needed"));
  await fill(page, { name: "Đối chiếu sổ gốc", share: "20" });
  await press(page, save);
  await sees(page, say("workflow.draft.waits"));
  check((await page.locator('form[action$="/publication"]').count()) === 0, "who drafted is offered to publish");
  await look(admin, "draft-ready");
}

async function publishes(second) {
  const { page, address, say } = second;
  await page.goto(`${address}/admin/workflows/${procedure}/draft`);
  await press(page, 'form[action$="/publication"] button');
  await sees(page, say("workflow.say_why"));
  await look(second, "publish");
  await fill(page, { reason: "Quyết định 12/QĐ-UBND" });
  await press(page, 'form[action$="/publication"] button');
  await sees(page, say("workflow.published", "2"));
  await look(second, "published");
}

async function visits(person, ...paths) {
  for (const path of paths) {
    await person.page.goto(`${person.address}${path}`);
    await look(person, path.split("/").at(-1).replace(/[?=.]/g, "-"));
  }
}

async function act(person, action, fill = async () => {}) {
  const form = person.page.locator(`#${action}`);
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await fill(form);
  await press(person.page, form.locator('button[type="submit"]'));
}

const ask = (officer, unit, role) =>
  act(officer, "opinion-request", async (form) => {
    await form.locator('[name="opinion-request.question"]').fill("Thửa đất có tranh chấp không?");
    await form.locator('[name="opinion-request.unit"]').fill(unit);
    await form.locator('[name="opinion-request.role"]').selectOption(role);
    await form.locator('[name="opinion-request.hours"]').fill("4");
  });

// Four working hours go by: what was not answered is overdue.
function timePasses(folder) {
  const overdue = "import sqlite3,sys; base=sqlite3.connect(sys.argv[1],timeout=20); base.execute('update opinion set due_at = asked_at + 1'); base.commit()";
  execFileSync("python3", ["-c", overdue, join(folder, "motcua.db")]);
}

async function opinions(province, manner) {
  const at = { ...manner, width: narrow };
  const [clerk, officer, approver] = [await arrive(province, at, "clerk"), await arrive(province, at, "officer"), await arrive(province, at, "approver")];
  const unit = province.accounts.find((account) => account.role === "approver").unit;
  const code = await given(province, "counter");
  const goTo = (person) => person.page.goto(`${person.address}/dossiers/${code}`);
  await goTo(clerk);
  await act(clerk, "acceptance");
  await act(clerk, "assignment", (form) => form.locator('input[type="radio"]').first().check({ force: true }));

  await goTo(officer);
  await look(officer, "case-asking");
  await ask(officer, unit, "approver");
  await ask(officer, "H10.34.01", "officer");
  await sees(officer.page, officer.say("opinion.table"), officer.say("opinion.standing.waiting"), officer.say("dossier.step.waits"));
  await look(officer, "case-waiting");

  await approver.page.goto(`${approver.address}/desk/opinions`);
  await sees(approver.page, code);
  await look(approver, "opinions-asked");
  await press(approver.page, approver.page.getByRole("link", { name: code }));
  await look(approver, "case-asked");
  await act(approver, "opinion", async (form) => {
    await form.locator('[value="disagree"]').check({ force: true });
    await form.locator("textarea").fill("Hộ liền kề đang khiếu nại ranh giới.");
  });
  await sees(approver.page, approver.say("opinion.verdict.disagree"), "Hộ liền kề đang khiếu nại ranh giới.");

  timePasses(province.folder);
  await goTo(officer);
  await look(officer, "case-silent");
  const done = async (form) => form.locator("textarea").fill("Đã mời hai hộ đối thoại.");
  await act(officer, "step", done);
  await sees(officer.page, officer.say("opinion.state_silence"));
  await act(officer, "step", async (form) => {
    await done(form);
    await form.locator('[name="step.silent"]').check({ force: true });
  });
  await goTo(approver);
  await sees(approver.page, approver.say("opinion.standing.silent"), approver.say("opinion.silence_rule"));
  await look(approver, "case-signing");
}

await tell("workflow", async (province) => {
  const second = secondAdministrator(province.folder);
  for (const manner of [{ locale: "vi-VN", scripted: true, changes: true }, { locale: "en-GB", scripted: true }, { locale: "en-GB", scripted: false }]) {
    const admin = await arrive(province, { ...manner, width: narrow }, "province_admin");
    const other = await arrive(province, { ...manner, width: narrow });
    await signIn(other.page, province.address, second);
    if (manner.changes) {
      await drafts(admin);
      await publishes(other);
    } else {
      await visits(admin, "/admin/workflows", `/admin/workflows/${procedure}?version=1`, `/admin/workflows/${procedure}`);
      await press(admin.page, 'main form button[type="submit"]');
      await visits(admin, `/admin/workflows/${procedure}/draft/steps/appraise`, `/admin/workflows/${procedure}/draft/steps/new`,
        `/admin/workflows/${procedure}/draft`);
      await press(admin.page, 'form[action$="/removal"] button');
      await sees(admin.page, admin.say("workflow.draft.begin"));
    }
    const officer = await arrive(province, { ...manner, width: narrow }, "officer");
    await visits(officer, "/desk/opinions");
    if (manner.changes || !manner.scripted) await opinions(province, manner);
  }
});
