// SPDX-License-Identifier: Apache-2.0
// Looks at the page as people do: both languages, wide and phone, light and dark, by keyboard.
// MIKATA_URL=http://127.0.0.1:8400 node tests/browser.mjs   (without it, the made-up shop of dev/)
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import {
  checkCompare,
  checkFixFirst,
  checkFlows,
  checkGlance,
  checkHomeParts,
  checkWaiting,
} from "./browser_home.mjs";
import { checkPage } from "./browser_page.mjs";
import { checkBack, checkWholeLives } from "./browser_history.mjs";
import { checkBehind, checkKeyboard, checkStates, checkView } from "./browser_paths.mjs";
import { checkProgress } from "./browser_progress.mjs";
import {
  checkSharedVoice,
  checkThemes,
  checkVoicesByKeyboard,
  checkVoicesFilters,
  checkVoicesStates,
  checkWordsBehind,
  checkWordsOfRow,
} from "./browser_voices.mjs";
import { startMock } from "./browser_mock.mjs";

const SHOTS = process.env.MIKATA_SHOTS
  ? `${process.env.MIKATA_SHOTS}/`
  : new URL("../../build/screenshots/", import.meta.url).pathname;
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const LANGUAGES = ["ja", "en"];
const WIDTHS = [1280, 390];
const RUN = "the run itself";

const results = { passed: 0, failed: 0 };
// MIKATA_ONLY=voices runs the checks whose title has this word.
const ONLY = process.env.MIKATA_ONLY ?? "";
async function check(title, run) {
  if (!title.includes(ONLY) && title !== RUN) return;
  try {
    await run();
    results.passed += 1;
  } catch (error) {
    results.failed += 1;
    console.log(`FAIL ${title}\n     ${String(error.stack ?? error).replaceAll("\n", "\n     ")}`);
  }
}

// What this book can show: its questions and one of its customers, whatever book it is.
async function survey(base) {
  const get = async (path) => (await fetch(base + path)).json();
  const { insights } = await get("/v1/insights?lang=en");
  const pages = [
    { name: "home", path: "/" },
    { name: "catalogue", path: "/insights" },
    { name: "customers", path: "/customers" },
  ];
  for (const record of insights) {
    if (record.name === "pulse" || record.name === "customer") continue;
    pages.push({ name: record.name, path: `/insights/${record.name}` });
  }
  const voices = await hasVoices(get);
  if (voices) pages.push({ name: "voices", path: "/voices" });
  const { opens, customer } = await findCustomer(get, insights);
  if (customer)
    pages.push({ name: "customer", path: `/customers/${encodeURIComponent(customer)}` });
  return { pages, opens, insights, voices, customer };
}

// Whether this server has the words of customers, and this book any.
async function hasVoices(get) {
  const { paths } = await get("/v1/openapi.json");
  if (!paths["/v1/voices"]) return false;
  return (await get("/v1/voices?lang=en&limit=1")).total > 0;
}

// A number that opens, and somebody behind it.
async function findCustomer(get, insights) {
  let opens = null;
  for (const { name, missing } of insights) {
    if (missing.length > 0 || name === "pulse") continue;
    const answer = await get(`/v1/insights/${name}?lang=en`);
    const column = answer.columns?.findIndex((own) => own.name === "key") ?? -1;
    const key = column < 0 ? null : answer.rows.map((row) => row[column]).findLast(Boolean);
    if (!key) continue;
    opens ??= { name, key };
    const behind = await get(`/v1/insights/${name}/behind?lang=en&key=${encodeURIComponent(key)}`);
    const id = behind.columns?.findIndex((own) => own.name === "customer_id") ?? -1;
    const customer = id < 0 ? null : behind.rows.map((row) => row[id]).find(Boolean);
    if (customer) return { opens: { name, key }, customer };
  }
  return { opens, customer: null };
}

// What only looks.
async function checkPaths(browser, given) {
  const { context, language } = given;
  await check(`keyboard ${language}`, () => checkKeyboard(given));
  await check(`behind ${language}`, () => checkBehind(given));
  await check(`states ${language}`, () => checkStates(given));
  await check(`progress ${language}`, () => checkProgress(given));
  await check(`view in the URL ${language}`, () => checkView(given));
  await check(`back where it was left ${language}`, () => checkBack(given));
  await check(`days of whole lives ${language}`, () => checkWholeLives(given));
  if (process.env.MIKATA_URL) {
    await check(`home fix first ${language}`, () => checkFixFirst(given));
    await check(`home parts ${language}`, () => checkHomeParts({ browser, ...given }));
    await check(`compare ${language}`, () => checkCompare(given));
    await check(`flows ${language}`, () => checkFlows(given));
    await check(`glance ${language}`, () => checkGlance(given));
  }
  await context.close();
}

// What also writes: ticks, and readings that are corrected and taken back.
async function checkWords(given) {
  const { context, language } = given;
  if (process.env.MIKATA_URL) await check(`waiting ${language}`, () => checkWaiting(given));
  await check(`voices by keyboard ${language}`, () => checkVoicesByKeyboard(given));
  await check(`voices by filter ${language}`, () => checkVoicesFilters(given));
  await check(`voices behind a number ${language}`, () => checkWordsBehind(given));
  await check(`voices by a shared link ${language}`, () => checkSharedVoice(given));
  await check(`voices of a row ${language}`, () => checkWordsOfRow(given));
  await check(`themes ${language}`, () => checkThemes(given));
  await check(`states of voices ${language}`, () => checkVoicesStates(given));
  await context.close();
}

async function main() {
  mkdirSync(SHOTS, { recursive: true });
  const mock = process.env.MIKATA_URL ? null : await startMock();
  const base = process.env.MIKATA_URL ?? mock.url;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ARGS,
  });
  try {
    const found = await survey(base);
    for (const language of LANGUAGES) {
      // Both widths beside each other: most of the time a page waits.
      await Promise.all(
        WIDTHS.map(async (width) => {
          const context = await browser.newContext({
            viewport: { width, height: 900 },
            bypassCSP: true,
            reducedMotion: "reduce",
          });
          for (const page of found.pages) {
            const shot = `${SHOTS}${page.name}-${language}-${width}`;
            await check(`${page.name} ${language} ${width}`, () =>
              checkPage(context, base, { ...page, language, width, shot }),
            );
          }
          await context.close();
        }),
      );
    }
    // The policy of the server holds here: nothing is bypassed.
    const given = async (language) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      return { context, base, language, shots: SHOTS, ...found };
    };
    await Promise.all(LANGUAGES.map(async (language) => checkPaths(browser, await given(language))));
    if (found.voices) for (const language of LANGUAGES) await checkWords(await given(language));
  } finally {
    await browser.close();
    mock?.stop();
  }
}

await check(RUN, main);
console.log(`${results.passed} passed, ${results.failed} failed`);
process.exit(results.failed ? 1 : 0);
