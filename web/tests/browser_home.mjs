// SPDX-License-Identifier: Apache-2.0
// The home page's parts, and these against the rest, as people go through them.
import { axe, expect, openPage } from "./browser_page.mjs";

async function withPage({ context }, url, run) {
  const opened = await openPage(context, url);
  try {
    await run(opened.page);
    expect(opened.complaints.length === 0, `console: ${opened.complaints.join("\n")}`);
  } finally {
    await opened.page.close();
  }
}

// The one thing to fix opens its people; closing it brings the page back as it was.
export async function checkFixFirst(given) {
  const { base, language } = given;
  await withPage(given, `${base}/?lang=${language}`, async (page) => {
    const open = page.locator(".fix button").first();
    await open.waitFor();
    await open.press("Enter");
    await page.waitForSelector("[role=dialog] .person");
    expect(page.url().includes("of=pains"), `the URL does not say whose people: ${page.url()}`);
    const violations = await axe(page);
    expect(violations.length === 0, `axe: ${violations.join("\n")}`);
    await page.keyboard.press("Escape");
    await page.waitForSelector("[role=dialog]", { state: "detached" });
    expect(!page.url().includes("key="), `closed, and yet open in the URL: ${page.url()}`);
  });
}

// One part that fails says so in its place; the others stay.
export async function checkHomeParts({ browser, base, language }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.route("**/v1/insights/pains?**", (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ title: "internal", status: 500, code: "internal", detail: "broken" }),
    }),
  );
  const { page } = await openPage(context, `${base}/?lang=${language}`);
  try {
    await page.waitForSelector("[aria-labelledby=home-pains] [role=alert]");
    const rows = await page.locator(".pulse-row").count();
    expect(rows > 0, "the pulse went with the pains");
  } finally {
    await context.close();
  }
}

// A group of a split is set against the rest by keyboard, and the URL is the view.
export async function checkCompare(given) {
  const { base, language, shots } = given;
  const url = `${base}/insights/nps?lang=${language}&by=gender&period=year`;
  await withPage(given, url, async (page) => {
    await page.locator(".chart-row .amount button").first().press("Enter");
    const link = page.locator("[role=dialog] a[href*='against=rest']");
    await link.waitFor();
    await link.press("Enter");
    await page.waitForSelector(".compare-head");
    const where = new URL(page.url()).searchParams.get("where") ?? "";
    expect(where.startsWith("gender "), `compared are ${where}`);
    const numbers = await page.locator(".compare-head .big").allInnerTexts();
    expect(numbers.length === 2, `numbers of both: ${numbers}`);
    expect(numbers[0] !== numbers[1], "both sides have the same number");
    const [these, rest] = numbers.map((text) => Number(text.trim().split("\n")[0].replace("−", "-")));
    const said = await page.locator(".compare-head .apart").innerText();
    const size = Math.abs(these - rest).toFixed(1);
    expect(Number.isNaN(Number(size)) || said.includes(size), `${these} and ${rest}: ${said}`);
    await page.screenshot({ path: `${shots}compare-${language}-1280.png`, fullPage: true });
    await page.setViewportSize({ width: 390, height: 900 });
    await page.waitForTimeout(100);
    await page.screenshot({ path: `${shots}compare-${language}-390.png`, fullPage: true });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over <= 0, `compared, the page scrolls ${over} px sideways`);
    const violations = await axe(page);
    expect(violations.length === 0, `axe: ${violations.join("\n")}`);
    await page.setViewportSize({ width: 1280, height: 900 });
    const toggle = page.locator(".chip[aria-pressed=true]");
    await toggle.press("Enter");
    await page.waitForSelector(".compare-head", { state: "detached" });
    expect(!page.url().includes("against"), `switched off, and yet in the URL: ${page.url()}`);
  });
}
