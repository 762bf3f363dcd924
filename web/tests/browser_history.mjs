// SPDX-License-Identifier: Apache-2.0
// What the address and the browser's history say.
import { expect } from "./browser_page.mjs";
import { at, withPage } from "./browser_paths.mjs";

// A question that looks at whole lives does not say it looked at the days chosen.
export async function checkWholeLives(given) {
  const { base, language, insights } = given;
  if (!insights.some((own) => own.name === "clv" && own.missing.length === 0)) return;
  const chip = async (query) => {
    let told = "";
    await withPage(given, at(base, "/insights/clv", language, query), async (page) => {
      told = await page.locator(".controls .chip").first().textContent();
    });
    return told;
  };
  const whole = await chip("");
  const asked = await chip("&start=2026-01-01&end=2026-01-31");
  expect(asked === whole, `the chip says ${asked} where the answer is of ${whole}`);
}

// Back from a customer one is where one was, also when the page has to ask again.
export async function checkBack(given) {
  const { base, language, customer } = given;
  if (!customer) return;
  const found = `&text=${encodeURIComponent(customer.slice(0, 2))}`;
  await withPage(given, at(base, "/customers", language, found), async (page) => {
    const rows = page.locator("table.rows a");
    await rows.first().waitFor();
    await rows.last().scrollIntoViewIfNeeded();
    const left = await page.evaluate(() => window.scrollY);
    if (left < 100) return;
    await rows.last().click();
    await page.waitForURL("**/customers/*");
    await page.waitForSelector("main h1");
    expect((await page.evaluate(() => window.scrollY)) === 0, "a new page is not at its top");
    const settled = async (what) => {
      await page
        .waitForFunction((y) => Math.abs(window.scrollY - y) < 2, left, { timeout: 5000 })
        .catch(() => expect(false, `${what}: not where it was left, ${left} pixels down`));
    };
    await page.goBack();
    await settled("gone back");
    await page.reload();
    await settled("loaded again");
  });
}
