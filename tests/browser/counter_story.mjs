// A clerk takes a dossier in at the counter and never touches the mouse: node tests/browser/counter_story.mjs build/quick/motcua
// From the sign-in page to the printed receipt with the keyboard alone, with JavaScript and without; the key presses are counted.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { arrive, check, desktop, download, inspect, narrow, portrait, sees, tell } from "./province.mjs";

function draw(pdf, picture) {
  execFileSync("pdftoppm", ["-png", "-r", "90", "-singlefile", "-", picture], { input: pdf });
}

const farthest = 40; // presses of Tab; farther away nothing is found with the keyboard

// Hands on a keyboard: every press is counted.
class Hands {
  presses = 0;
  constructor(page) {
    this.page = page;
  }

  async press(key) {
    ++this.presses;
    await this.page.keyboard.press(key);
  }

  async type(text) {
    this.presses += text.length;
    await this.page.keyboard.type(text);
  }

  isOn(selector) {
    return this.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  }

  // The page puts the cursor there by itself, a moment after it came.
  async isLed(selector) {
    for (let tries = 0; tries < 50; ++tries) {
      if (await this.isOn(selector)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    check(false, `${this.page.url()}: the cursor does not stand in ${selector}`);
  }

  // Tabs until the focus is there. What cannot be reached so is a fault.
  async reach(selector) {
    for (let count = 0; count < farthest; ++count) {
      if (await this.isOn(selector)) return;
      await this.press("Tab");
    }
    throw new Error(`${this.page.url()}: ${selector} is not within ${farthest} Tabs`);
  }

  async go(key) {
    await Promise.all([this.page.waitForNavigation(), this.press(key)]);
  }

  // Alt and a letter, as a keyboard sends it: by the letter's own text Chromium knows an access key, and Playwright's press leaves it out.
  async goByAccessKey(letter) {
    this.presses += 2;
    const session = await this.page.context().newCDPSession(this.page);
    const key = { modifiers: 1, key: letter, code: `Key${letter.toUpperCase()}`, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) };
    const navigation = this.page.waitForNavigation();
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
    await session.send("Input.dispatchKeyEvent", { type: "char", text: letter, unmodifiedText: letter, ...key });
    await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    await navigation;
    await session.detach();
  }
}

async function signInByKeys(hands, address, account) {
  await hands.page.goto(`${address}/sign-in`);
  await hands.reach('[name="login"]');
  await hands.type(account.login);
  await hands.press("Tab");
  await hands.type(account.password);
  await hands.go("Enter");
  check(hands.page.url().endsWith("/desk"), `a clerk who signs in lands at ${hands.page.url()}`);
}

// Words that fit several procedures: they are offered, the arrows choose.
async function chooseProcedure(hands, clerk) {
  await hands.isLed('[name="procedure"]');
  await hands.type("khai sinh");
  await hands.press("Escape"); // closes what the browser suggests
  await hands.go("Enter");
  await sees(clerk.page, clerk.say("dossier.intake.choose"));
  await inspect(clerk.page, "/desk/intake", `counter_${clerk.locale.slice(0, 2)}_choose`, clerk.scripted);
  await hands.reach('[name="choice"]');
  await hands.press("Space");
  await hands.go("Enter");
  check((await clerk.page.locator("h1").innerText()) === "Đăng ký khai sinh", "the first procedure offered for “khai sinh” is not the birth registration");
}

// First without a name, which is refused beside its field; what was typed stays.
async function fillIn(hands, clerk) {
  await hands.isLed('[name="owner.name"]');
  await hands.reach('[name="owner.phone"]');
  await hands.type("0912345679");
  await hands.go("Enter");
  await sees(clerk.page, clerk.say("dossier.owner_needed"));
  check((await clerk.page.inputValue('[name="owner.phone"]')) === "0912345679", "the telephone number typed is lost");
  await inspect(clerk.page, "/desk/intake", `counter_${clerk.locale.slice(0, 2)}_wrong`, clerk.scripted);
  await hands.reach('.govuk-error-summary a');
  await hands.press("Enter");
  await hands.reach('[name="owner.name"]');
  await hands.type("Điểu Thị Bé");
  await hands.reach('[name="papers"][value="part-5"]');
  await hands.press("Space");
  await hands.reach('[name="delivery"]');
  await hands.press("ArrowDown");
  await hands.press("ArrowUp");
  await inspect(clerk.page, "/desk/intake", `counter_${clerk.locale.slice(0, 2)}_filled`, clerk.scripted);
}

async function printReceipt(hands, clerk) {
  const { page, say } = clerk;
  await sees(page, say("dossier.intake.done"), say("dossier.state.accepted"), "Điểu Thị Bé", "0912345679", say("dossier.channel.direct"),
    "Giấy chứng nhận kết hôn", say("dossier.papers.on_paper"), say("dossier.fact.due_at"));
  await hands.reach('main a[href$="/receipt.pdf"]');
  const pdf = await download(page, 'main a[href$="/receipt.pdf"]');
  check(pdf.subarray(0, 5).toString() === "%PDF-", "the receipt is no PDF");
  if (process.env.MOTCUA_PORTRAITS) draw(pdf, join(process.env.MOTCUA_PORTRAITS, "receipt"));
  await inspect(page, page.url(), `counter_${clerk.locale.slice(0, 2)}_taken`, clerk.scripted);
}

async function takeIn(province, manner) {
  const clerk = await arrive(province, manner);
  const hands = new Hands(clerk.page);
  await signInByKeys(hands, province.address, province.accounts.find((account) => account.role === "clerk"));
  await hands.reach('a[href="/desk/intake"]');
  await hands.go("Enter");
  const before = hands.presses;
  await chooseProcedure(hands, clerk);
  await fillIn(hands, clerk);
  await hands.reach('main form[action="/desk/intake"] button');
  await hands.go("Enter");
  await printReceipt(hands, clerk);
  console.log(`${manner.locale}, ${manner.scripted ? "with" : "without"} JavaScript: ${hands.presses} key presses from the sign-in to the receipt, ${hands.presses - before} of them for the intake with its two corrections`);
  await clerk.context.close();
}

// The shortest way: the code, Enter, the name, Alt+S.
async function takeInQuickly(province, manner) {
  const clerk = await arrive(province, manner, "clerk");
  const hands = new Hands(clerk.page);
  await hands.goByAccessKey("n");
  await hands.isLed('[name="procedure"]');
  await hands.type("1.001193");
  await hands.go("Enter");
  await hands.isLed('[name="owner.name"]');
  await hands.type("Điểu Bé");
  await portrait(clerk, "intake", desktop);
  await hands.goByAccessKey("s");
  await sees(clerk.page, clerk.say("dossier.intake.done"), "Điểu Bé");
  console.log(`the shortest intake: ${hands.presses} key presses`);
  await hands.goByAccessKey("n");
  check(clerk.page.url().endsWith("/desk/intake"), "the next one cannot be taken in at once");
  await clerk.context.close();
}

await tell("counter", async (province) => {
  await takeIn(province, { locale: "vi-VN", scripted: true, width: narrow });
  await takeIn(province, { locale: "vi-VN", scripted: false, width: 1280 });
  await takeIn(province, { locale: "en-GB", scripted: true, width: narrow });
  await takeInQuickly(province, { locale: "vi-VN", scripted: true, width: 1280 });
});
