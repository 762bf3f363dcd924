// SPDX-License-Identifier: Apache-2.0
// What must be true of every page in every look.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NARROWEST = 320;

export function expect(holds, fact) {
  if (!holds) throw new Error(fact);
}

// A page that remembers what the browser complained about.
export async function openPage(context, url) {
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(url);
  await page.waitForSelector("main h1, main .state", { timeout: 30_000 });
  await page.waitForSelector(".foot", { timeout: 30_000 });
  await page.waitForFunction(() => {
    const controls = document.querySelector(".controls");
    return !document.querySelector(".loading") && (!controls || controls.childElementCount > 0);
  });
  return { page, complaints };
}

// All rules, or those that are named.
export async function axe(page, rules) {
  await page.evaluate(AXE);
  const result = await page.evaluate(
    (runOnly) =>
      window.axe.run(document, { resultTypes: ["violations"], ...(runOnly && { runOnly }) }),
    rules,
  );
  return result.violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`,
  );
}

async function sideways(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("main *, header *, nav *")].find((element) => {
      if (element.closest(".scroller, code, pre, .hidden, .skip, svg")) return false;
      return element.getBoundingClientRect().right > width + 1;
    });
    const over = document.documentElement.scrollWidth - width;
    return over > 0
      ? `scrolls ${over} px sideways at ${width}: ${wide?.outerHTML.slice(0, 160)}`
      : "";
  });
}

// Two texts in one chart must not lie on each other.
async function overlaps(page) {
  return page.evaluate(() => {
    const found = [];
    for (const svg of document.querySelectorAll("main svg[role=img]")) {
      const boxes = [...svg.querySelectorAll("text")].map((text) => ({
        text: text.textContent,
        box: text.getBoundingClientRect(),
      }));
      boxes.forEach((a, at) =>
        boxes.slice(at + 1).forEach((b) => {
          const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (x > 3 && y > 6) found.push(`${a.text} / ${b.text}`);
        }),
      );
    }
    return found;
  });
}

async function checkLook(page, shot, rules) {
  await page.screenshot({ path: shot, fullPage: true });
  const violations = await axe(page, rules);
  expect(violations.length === 0, `axe: ${violations.join("\n")}`);
}

export async function checkPage(context, base, { path, language, width, shot }) {
  const url = `${base}${path}?lang=${language}&theme=light`;
  const { page, complaints } = await openPage(context, url);
  try {
    await checkLook(page, `${shot}.png`);
    const said = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      wrong: /undefined|NaN|\[object/.exec(document.body.innerText)?.[0],
    }));
    expect(said.lang === language, `lang is ${said.lang}`);
    expect(!said.wrong, `the page says ${said.wrong}`);
    const covered = await overlaps(page);
    expect(covered.length === 0, `texts on each other: ${covered.slice(0, 4).join(", ")}`);
    await page.locator(".util .link").last().click();
    await page.waitForSelector("html[data-theme=dark]");
    // The same elements in other colours.
    await checkLook(page, `${shot}-dark.png`, ["color-contrast"]);
    for (const own of width === 390 ? [width, NARROWEST] : [width]) {
      await page.setViewportSize({ width: own, height: 900 });
      // Charts are drawn anew once they know of the width.
      let over = "";
      for (let tries = 0; tries === 0 || (over && tries < 40); tries += 1) {
        await page.waitForTimeout(50);
        over = await sideways(page);
      }
      expect(!over, over);
    }
    expect(complaints.length === 0, `console: ${complaints.join("\n")}`);
  } finally {
    await page.close();
  }
}
