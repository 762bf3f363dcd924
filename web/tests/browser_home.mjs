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
    const [these, rest] = numbers.map((text) =>
      Number(text.trim().split("\n")[0].replace("−", "-")),
    );
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

// Who waits for an answer is ticked and unticked by keyboard; the focus stays, and so does the line.
export async function checkWaiting(given) {
  const { base, language } = given;
  await withPage(given, `${base}/?lang=${language}`, async (page) => {
    const line = page.locator(".waiting-line").first();
    await line.waitFor();
    const button = line.locator("button");
    const before = await page.locator(".waiting-line").count();
    await button.focus();
    await button.press("Enter");
    await page.waitForSelector(".waiting-line.done [role=status]:not(:empty)");
    const held = await page.evaluate(() => document.activeElement?.closest(".waiting-line.done"));
    expect(held !== null, "the focus went away with the tick");
    const violations = await axe(page);
    expect(violations.length === 0, `axe: ${violations.join("\n")}`);
    const { waiting } = await (await fetch(`${base}/v1/desk/low_scores?last=14d`)).json();
    await button.press("Enter");
    await page.waitForSelector(".waiting-line.done", { state: "detached" });
    const { waiting: back } = await (await fetch(`${base}/v1/desk/low_scores?last=14d`)).json();
    expect(back === waiting + 1, `waiting were ${waiting} when ticked, ${back} when taken back`);
    expect((await page.locator(".waiting-line").count()) === before, "a line went away");
  });
}

// What a shop assistant needs stands above everything else on the page of a customer.
export async function checkGlance(given) {
  const { base, language, customer } = given;
  const url = `${base}/customers/${encodeURIComponent(customer)}?lang=${language}`;
  await withPage(given, url, async (page) => {
    const glance = await page.locator(".glance").boundingBox();
    const chart = await page.locator(".plot").first().boundingBox();
    expect(glance && glance.y + glance.height < 600, "the glance does not fit the first screen");
    expect(!chart || glance.y < chart.y, "the glance stands below the record");
    const parts = await page.locator(".glance h2").count();
    expect(parts === 4, `stage, worth, wish, what went wrong: ${parts}`);
  });
}

// Flows name their moves, and each opens its people.
export async function checkFlows(given) {
  const { base, language } = given;
  const url = `${base}/insights/quadrant?lang=${language}&view=flows`;
  await withPage(given, url, async (page) => {
    const ribbons = await page.locator("path.ribbon").count();
    expect(ribbons > 0, "no ribbons");
    const opens = page.locator(".flow-notes button").first();
    const count = Number((await opens.locator("b").innerText()).replace(/[^0-9]/g, ""));
    await opens.press("Enter");
    await page.waitForSelector("[role=dialog] .person");
    const said = await page.locator("[role=dialog] [role=status]").innerText();
    expect(said.replace(/[^0-9]/g, "") === String(count), `${count} moved, ${said} are behind it`);
  });
}
