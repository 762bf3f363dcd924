// SPDX-License-Identifier: Apache-2.0
// The ways through the page: by keyboard, from a number to its people, and when things go wrong.
import { expect, openPage } from "./browser_page.mjs";

const PROBLEM = { contentType: "application/problem+json" };

export function at(base, path, language, more = "") {
  return `${base}${path}?lang=${language}${more}`;
}

export async function withPage({ context }, url, run) {
  const opened = await openPage(context, url);
  try {
    await run(opened.page, opened.complaints);
  } finally {
    await opened.page.close();
  }
}

export async function checkKeyboard(given) {
  const { base, language } = given;
  await withPage(given, at(base, "/", language), async (page, complaints) => {
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => document.activeElement?.getAttribute("href"));
    expect(first === "#main", `the first stop is ${first}, not the skip link`);
    await page.keyboard.press("Enter");
    await page.keyboard.press("/");
    await page.waitForSelector(".palette input");
    await page.keyboard.type("nps");
    await page.waitForSelector(
      ".palette [role=menuitem][data-focused], .palette [role=option][data-focused]",
    );
    await page.keyboard.press("Enter");
    await page.waitForURL("**/insights/nps**");
    await page.waitForSelector("main h1");
    await page.keyboard.press("?");
    await page.waitForSelector("[role=dialog] kbd");
    await page.keyboard.press("Escape");
    await page.waitForSelector("[role=dialog]", { state: "detached" });
    const reached = await visibleFocus(page, 60);
    expect(reached.bad.length === 0, `no focus ring on ${reached.bad[0]}`);
    expect(reached.count > 8, `only ${reached.count} stops by Tab`);
    await checkSlider(page);
    expect(complaints.length === 0, `console: ${complaints.join("\n")}`);
  });
}

// Walks with Tab; what has the focus must show it.
async function visibleFocus(page, most) {
  const bad = [];
  let count = 0;
  await page.evaluate(() => document.querySelector("main")?.focus());
  for (; count < most; count += 1) {
    await page.keyboard.press("Tab");
    const told = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const shown = element.closest(".option") ?? element;
      return {
        ring: getComputedStyle(shown).outlineStyle !== "none",
        html: element.outerHTML.slice(0, 100),
      };
    });
    if (!told) break;
    if (!told.ring) bad.push(told.html);
  }
  return { bad, count };
}

// ← → speak the points of a chart.
async function checkSlider(page) {
  const slider = page.locator("[role=slider]").first();
  if ((await slider.count()) === 0) return;
  await slider.focus();
  const before = await slider.getAttribute("aria-valuetext");
  await page.keyboard.press("ArrowLeft");
  const after = await slider.getAttribute("aria-valuetext");
  const several = Number(await slider.getAttribute("aria-valuemax")) > 1;
  expect(!several || before !== after, "the arrow key did not move to another point");
}

export async function checkBehind(given) {
  const { base, language, opens } = given;
  if (!opens) return;
  const { name, key } = opens;
  await withPage(
    given,
    at(base, `/insights/${name}`, language, "&table=1"),
    async (page, complaints) => {
      await page.locator("[aria-haspopup=dialog], button.cell").last().click();
      await page.waitForSelector(".drawer .person, .drawer .note");
      expect(new URL(page.url()).searchParams.get("key"), "the URL does not say what is open");
      const more = page.locator(".drawer .button");
      if ((await more.count()) > 0) {
        const before = await page.locator(".drawer .person").count();
        await more.first().click();
        await page.waitForFunction(
          (count) => document.querySelectorAll(".drawer .person").length > count,
          before,
        );
      }
      await page.keyboard.press("Escape");
      await page.waitForSelector(".drawer", { state: "detached" });
      expect(!new URL(page.url()).searchParams.get("key"), "Esc did not close what was open");
      expect(complaints.length === 0, `console: ${complaints.join("\n")}`);
    },
  );
  const shared = at(base, `/insights/${name}`, language, `&key=${encodeURIComponent(key)}`);
  await withPage(given, shared, async (page) => {
    await page.waitForSelector(".drawer .person");
    const person = page.locator(".drawer .person a").first();
    if ((await person.count()) === 0) return;
    await person.click();
    await page.waitForURL("**/customers/**");
    await page.waitForSelector(".spine, main .state");
  });
}

export async function checkStates(given) {
  const { base, language, opens, context } = given;
  const path = `/insights/${opens?.name ?? "nps"}`;
  await withPage(given, at(base, path, language, "&where=regoin%20%3D%201"), async (page) => {
    const detail = await page.locator("[role=alert] pre").first().textContent();
    expect(detail?.includes("^"), "no caret shows where the condition is wrong");
    await page.locator("[role=alert] .button").click();
    await page.waitForSelector(".section");
  });
  await withPage(given, at(base, "/customers/nobody-has-this-id", language), async (page) => {
    expect((await page.locator(".state").count()) === 1, "an unknown customer is not told");
  });
  const nobody = at(base, "/customers", language, "&text=nobody-has-this-name");
  await withPage(given, nobody, async (page) => {
    await page.waitForSelector("main .state");
  });
  if (given.customer) {
    // A whole id leads straight to its customer, a part of it to all who have it.
    const id = encodeURIComponent(given.customer);
    await withPage(given, at(base, "/customers", language, `&text=${id}`), async (page) => {
      await page.waitForURL(`**/customers/${id}*`);
    });
    const part = encodeURIComponent(given.customer.slice(0, -1));
    await withPage(given, at(base, "/customers", language, `&text=${part}`), async (page) => {
      await page.locator("table.rows a", { hasText: given.customer }).first().waitFor();
    });
  }
  await withPage(given, at(base, "/insights/npss", language), async (page) => {
    expect((await page.locator(".state").count()) === 1, "an unknown question is not told");
  });
  const broken = {
    ...PROBLEM,
    status: 500,
    body: JSON.stringify({ title: "internal", status: 500, detail: "7F2C", code: "internal" }),
  };
  await context.route("**/v1/insights/pulse?**", (route) => route.fulfill(broken));
  await withPage(given, at(base, "/", language), async (page) => {
    expect((await page.locator("[role=alert]").count()) === 1, "a failed answer is not told");
    expect((await page.locator(".rail a").count()) > 0, "the rest of the page is gone");
    await context.unroute("**/v1/insights/pulse?**");
    await page.locator("[role=alert] .button").click();
    await page.waitForSelector("main h1");
  });
  await context.route("**/v1/insights/pulse?**", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 900));
    await route.continue();
  });
  const page = await context.newPage();
  await page.goto(at(base, "/", language));
  await page.waitForSelector(".shape");
  await page.waitForSelector("main h1");
  await page.close();
  await context.unroute("**/v1/insights/pulse?**");
}

// Controls write the URL, the URL draws the view, and going back undoes it.
export async function checkView(given) {
  const { base, language, opens, insights } = given;
  const name = insights.some((own) => own.name === "nps" && own.missing.length === 0)
    ? "nps"
    : opens?.name;
  if (!name) return;
  await withPage(given, at(base, `/insights/${name}`, language), async (page, complaints) => {
    const chips = page.locator(".controls .chip");
    await chips.first().click();
    await page.waitForSelector(".popover form");
    await page.locator(".popover .option").nth(2).click();
    await page.locator(".popover .button.strong").click();
    await page.waitForFunction(() => new URL(location.href).searchParams.get("last") === "90d");
    await page.goBack();
    await page.waitForFunction(() => !new URL(location.href).searchParams.get("last"));
    await chips.nth(1).click();
    const choice = page.locator(".choices [role=menuitemradio]").nth(1);
    const title = await choice.textContent();
    await choice.click();
    await page.waitForFunction(() => new URL(location.href).searchParams.get("by"));
    const by = new URL(page.url()).searchParams.get("by");
    const said = await chips.nth(1).locator("span").textContent();
    expect(said === title, `the chip says ${said} where ${title} was chosen`);
    await page.locator(".util .link").first().click();
    const other = language === "ja" ? "en" : "ja";
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, other);
    expect(new URL(page.url()).searchParams.get("by") === by, "the view is lost with the language");
    await page.locator(".util .link").first().click();
    const download = page.waitForEvent("download");
    await page.locator(".sure .link").first().click();
    expect(
      (await download).suggestedFilename() === `${name}.csv`,
      "the rows do not come as a file",
    );
    expect(complaints.length === 0, `console: ${complaints.join("\n")}`);
  });
}
