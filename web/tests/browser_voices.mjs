// SPDX-License-Identifier: Apache-2.0
// The voices page as people use it: by keyboard alone, by its filters, and when nothing is there.
import { axe, expect, openPage } from "./browser_page.mjs";

const PROBLEM = { contentType: "application/problem+json" };

function at(base, language, more = "") {
  return `${base}/voices?lang=${language}${more}`;
}

async function withPage({ context }, url, run) {
  const opened = await openPage(context, url);
  try {
    await run(opened.page, opened.complaints);
  } finally {
    await opened.page.close();
  }
}

const param = (page, name) => new URL(page.url()).searchParams.get(name);
const place = (page) =>
  page.evaluate(() => {
    const remarks = [...document.querySelectorAll("[data-voice]")];
    return remarks.indexOf(document.activeElement?.closest("[data-voice]"));
  });

async function clean(page, what) {
  const violations = await axe(page);
  expect(violations.length === 0, `axe, ${what}: ${violations.join("\n")}`);
}

// / j k ↓ Enter e Esc u ?: a reading is found, corrected and taken back without a mouse.
export async function checkVoicesByKeyboard(given) {
  const { base, language, shots } = given;
  await withPage(given, at(base, language), async (page, complaints) => {
    await page.waitForSelector("[data-voice]");
    await page.keyboard.press("j");
    expect((await place(page)) === 0, "j does not begin with the first remark");
    await page.keyboard.press("j");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("k");
    expect((await place(page)) === 1, `j, down and k lead to ${await place(page)}, not 1`);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".remark.open .reading");
    expect(param(page, "voice"), "the URL does not say which remark is open");
    await page.screenshot({ path: `${shots}voices-reading-${language}.png` });
    await clean(page, "a reading");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".reading", { state: "detached" });
    expect((await place(page)) === 1, "closing the reading loses the place");
    await correctByKeyboard(page, `${shots}voices-correct-${language}.png`);
    await page.keyboard.press("?");
    await page.waitForSelector("[role=dialog] kbd");
    await page.keyboard.press("Escape");
    await page.waitForSelector("[role=dialog]", { state: "detached" });
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement?.type === "search");
    await page.keyboard.type("j");
    expect((await page.locator(".voices-search input").inputValue()) === "j", "/ does not search");
    expect(complaints.length === 0, `console: ${complaints.join("\n")}`);
  });
}

async function correctByKeyboard(page, shot) {
  const label = page.locator("[data-voice]").nth(1).locator(".judged b");
  const before = await label.textContent();
  await page.keyboard.press("e");
  await page.waitForSelector(".correct");
  await page.screenshot({ path: shot });
  await clean(page, "the form");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".correct", { state: "detached" });
  await page.keyboard.press("e");
  await page.waitForFunction(() => document.activeElement?.type === "radio");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".correct", { state: "detached" });
  await page.waitForFunction(
    (old) => document.querySelectorAll("[data-voice] .judged b")[1]?.textContent !== old,
    before,
  );
  expect((await place(page)) === 1, "saving loses the place");
  await page.keyboard.press("u");
  await page.waitForFunction(
    (old) => document.querySelectorAll("[data-voice] .judged b")[1]?.textContent === old,
    before,
  );
}

// Search, facets, months, pages and the file; the URL is the state.
export async function checkVoicesFilters(given) {
  const { base, language } = given;
  await withPage(given, at(base, language), async (page, complaints) => {
    const total = async () =>
      Number((await page.locator("#voices-list").innerText()).replace(/\D/g, ""));
    await page.waitForSelector("[data-voice]");
    const all = await total();
    const theme = page.locator("#facets .facet:has(#facet-theme) a").first();
    const promised = Number((await theme.locator(".right").innerText()).replace(/\D/g, ""));
    await theme.click();
    await page.waitForFunction(() => new URL(location.href).searchParams.get("topic"));
    await page.waitForSelector(".narrowed a");
    await page.waitForFunction(
      (wanted) =>
        document
          .querySelector("#voices-list")
          ?.textContent?.match(/\d[\d,]*(?=件| remark)/)?.[0] === wanted,
      promised.toLocaleString("en-US"),
    );
    expect((await page.locator("mark.chosen").count()) > 0, "no evidence of the theme is marked");
    await page.locator(".narrowed a").first().click();
    await page.waitForFunction(() => !new URL(location.href).searchParams.get("topic"));
    await page.goBack();
    await page.waitForFunction(() => new URL(location.href).searchParams.get("topic"));
    await page.goBack();
    await page.waitForSelector(".narrowed", { state: "detached" });
    const words = await page.locator(".said").first().innerText();
    await page.locator(".voices-search input").fill(words.slice(0, 6).toUpperCase());
    await page.waitForFunction(() => new URL(location.href).searchParams.get("text"));
    await page.waitForSelector("mark.hit");
    expect((await total()) <= all, "a search finds more than there is");
    await page.locator(".voices-search input").press("Escape");
    await page.waitForFunction(() => !new URL(location.href).searchParams.get("text"));
    await checkPagesAndFile(page, all);
    expect(complaints.length === 0, `console: ${complaints.join("\n")}`);
  });
}

async function checkPagesAndFile(page, all) {
  await page.waitForSelector(".narrowed", { state: "detached" });
  await page.waitForSelector(".voices[aria-busy=false]");
  await page.waitForSelector(".list-end");
  const more = page.locator(".list-end .button");
  if ((await more.count()) > 0) {
    const before = await page.locator("[data-voice]").count();
    await page.locator("[data-voice]").last().focus();
    await page.keyboard.press("j");
    await page.waitForFunction(
      (count) => document.querySelectorAll("[data-voice]").length > count,
      before,
    );
    await page.waitForFunction((count) => {
      const remarks = [...document.querySelectorAll("[data-voice]")];
      return remarks.indexOf(document.activeElement) === count;
    }, before);
  }
  const download = page.waitForEvent("download");
  await page.locator(".list-tools .link").last().click();
  const file = await download;
  expect(file.suggestedFilename() === "voices.csv", "the list does not come as a file");
  const stream = await file.createReadStream();
  let text = "";
  for await (const part of stream) text += part;
  const rows = text.split("\r\n").length - 2;
  expect(rows === Math.min(all, 10_000), `the file has ${rows} rows, the list ${all}`);
}

// A theme of one's own: what is wrong is said at its field; saved, deleted, brought back.
export async function checkThemes(given) {
  const { base, language, shots } = given;
  const key = `browser_${language}_${Date.now()}`;
  await withPage(given, at(base, language), async (page, complaints) => {
    await page.locator(".list-tools .link").first().click();
    await page.waitForSelector(".drawer .theme-list li");
    await page.locator(".drawer .button.after").click();
    await page.locator(".theme-form .strong").click();
    expect((await page.locator(".theme-form .wrong").count()) >= 2, "an empty theme is taken");
    await page.locator(".theme-form input").nth(1).fill("Browser");
    await page.locator(".theme-form textarea").nth(1).fill("browser\n(never closed");
    await page.locator(".theme-form input").nth(2).fill(key);
    await page.locator(".theme-form .strong").click();
    await page.waitForSelector(".theme-form .field:has(textarea) .wrong");
    await page.screenshot({ path: `${shots}voices-themes-${language}.png` });
    await clean(page, "the themes");
    complaints.splice(0, complaints.length, ...complaints.filter((own) => !/40[0]|422/.test(own)));
    await page.locator(".theme-form textarea").nth(1).fill("browser");
    await page.locator(".theme-form .strong").click();
    const row = page.locator(".theme-row", { hasText: key });
    await row.waitFor();
    await row.locator(".link").last().click();
    await row.waitFor({ state: "detached" });
    await page.locator(".drawer [role=status] .link").click();
    await row.waitFor();
    await row.locator(".link").last().click();
    await row.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.waitForSelector(".drawer", { state: "detached" });
    expect(complaints.length === 0, `console: ${complaints.join("\n")}`);
  });
}

const NONE = {
  as_of: null,
  total: 0,
  unread: 0,
  anonymous: 0,
  reader: null,
  facets: { sentiment: [], theme: [], touchpoint: [], channel: [], month: [] },
  voices: [],
  next: null,
};

export async function checkVoicesStates(given) {
  const { base, language, context, shots } = given;
  await withPage(given, at(base, language, "&text=zzzzqqqq"), async (page) => {
    await page.waitForSelector(".voices .state");
    await clean(page, "nothing found");
    await page.locator(".voices .state .button").click();
    await page.waitForSelector("[data-voice]");
    expect(!param(page, "text"), "the conditions are still in the URL");
    expect((await page.locator(".voices-search input").inputValue()) === "", "the field is not");
  });
  await withPage(given, at(base, language, "&where=regoin%20%3D%201"), async (page) => {
    const detail = await page.locator("[role=alert] pre").first().textContent();
    expect(detail?.includes("^"), "no caret shows where the condition is wrong");
  });
  const answered = [
    ["empty", 200, NONE, "main .state code"],
    ["anonymous", 200, { ...NONE, anonymous: 12 }, ".anonymous-left"],
    [
      "unread",
      200,
      unread(await (await fetch(`${base}/v1/voices?lang=${language}`)).json()),
      ".unread[role=status]",
    ],
    [
      "failed",
      500,
      { title: "internal", status: 500, detail: "7F2C", code: "internal" },
      "[role=alert]",
    ],
  ];
  for (const [name, status, body, shows] of answered) {
    await context.route("**/v1/voices?**", (route) =>
      route.fulfill({ ...PROBLEM, status, body: JSON.stringify(body) }),
    );
    await withPage(given, at(base, language), async (page) => {
      await page.waitForSelector(shows);
      expect((await page.locator("h1").count()) === 1, `${name}: the rest of the page is gone`);
      await page.screenshot({ path: `${shots}voices-${name}-${language}.png` });
      await clean(page, name);
    });
    await context.unroute("**/v1/voices?**");
  }
}

function unread(page) {
  return {
    ...page,
    unread: page.total,
    reader: null,
    facets: { ...page.facets, sentiment: [], theme: [] },
    voices: page.voices.map((voice) => ({ ...voice, reading: null, respond: null })),
  };
}

// A link to a remark of a later page opens it there.
export async function checkSharedVoice(given) {
  const { base, language } = given;
  const ask = async (more) => (await fetch(`${base}/v1/voices?lang=${language}${more}`)).json();
  const first = await ask("");
  if (!first.next) return;
  const second = await ask(`&cursor=${encodeURIComponent(first.next)}`);
  const id = second.voices.at(-1).voice_id;
  await withPage(given, at(base, language, `&voice=${encodeURIComponent(id)}`), async (page) => {
    await page.waitForSelector(".remark.open .reading");
    const shown = page.locator(".remark.open");
    expect((await shown.getAttribute("data-voice")) === id, "another remark is open");
    await page.waitForFunction(() => {
      const box = document.querySelector(".remark.open")?.getBoundingClientRect();
      return box && box.top < innerHeight && box.bottom > 0;
    });
  });
}

// From a number of what was said to the words themselves, with its days and its question.
export async function checkWordsBehind(given) {
  const { base, language, opens, insights } = given;
  const record = insights.find((own) => own.name === opens?.name);
  if (record?.chart.side !== "voice") return;
  const path = `${base}/insights/${opens.name}?lang=${language}&key=${encodeURIComponent(opens.key)}`;
  await withPage(given, path, async (page) => {
    await page.locator(".drawer a[href^='/voices']").click();
    await page.waitForURL("**/voices?**");
    expect(param(page, "start") && param(page, "end"), "the words are not of the number's days");
    await page.waitForSelector("[data-voice], .voices .state");
    expect((await page.locator(".drawer").count()) === 0, "the drawer is still open");
  });
}

// From a row of themes to the remarks about that theme, in its period.
export async function checkWordsOfRow(given) {
  const { base, language, insights } = given;
  const record = insights.find((own) => own.name === "themes" && own.missing.length === 0);
  if (!record) return;
  await withPage(given, `${base}/insights/themes?lang=${language}`, async (page) => {
    const row = page.locator(".chart-row .name a").first();
    if ((await row.count()) === 0) return;
    await row.click();
    await page.waitForURL("**/voices?**");
    expect(param(page, "topic") && param(page, "start"), "the row's theme or days are lost");
    await page.waitForSelector("[data-voice]");
    await page.waitForSelector("mark.chosen");
  });
}
