// SPDX-License-Identifier: Apache-2.0
// An answer that takes long says how far it is, can be stopped by keyboard, and asked again.
import { axe, expect } from "./browser_page.mjs";

const WORDS = {
  ja: { what: "数える", stop: "止める", again: "もう一度" },
  en: { what: "counting", stop: "Stop", again: "Try again" },
};

const QUESTIONS = ["", "&where=orders%20%3E%3D%202&against=rest"];

export async function checkProgress(given) {
  for (const more of QUESTIONS) await checkOne(given, more);
}

async function checkOne({ base, context, language }, more) {
  const words = WORDS[language];
  const page = await context.newPage();
  let held = true;
  const answers = /\/v1\/insights\/nps\?/;
  await page.route(answers, async (route) => {
    while (held) await new Promise((done) => setTimeout(done, 50));
    await route.continue().catch(() => undefined);
  });
  await page.route(/\/v1\/insights\/nps\/progress/, (route) =>
    route.fulfill({ json: { making: true, share: 0.42, what: words.what } }),
  );
  try {
    await page.goto(`${base}/insights/nps?lang=${language}${more}`);
    await page.waitForSelector(".working progress");
    const said = await page.locator(".working [role=status]").innerText();
    expect(said.toLowerCase().includes(words.what), `says ${said}`);
    const value = await page.locator(".working progress").getAttribute("value");
    expect(value === "42", `the bar stands at ${value}`);
    const faults = await axe(page);
    expect(faults.length === 0, faults.join("\n"));
    await page.getByRole("button", { name: words.stop, exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".working", { state: "detached" });
    held = false;
    const again = page.getByRole("button", { name: words.again, exact: true });
    await again.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("main .sure");
    expect((await page.locator(".working").count()) === 0, "still said to be working");
  } finally {
    held = false;
    await page.close();
  }
}
