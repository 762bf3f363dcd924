// SPDX-License-Identifier: Apache-2.0
// Serves the built page with a made-up shop behind it: for work on the page and for its tests.
// node dev/mock.mjs [PORT]; port 0 takes any. Says its address in one line.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { catalog } from "./mock_catalog.mjs";
import { behind, customer } from "./mock_people.mjs";
import { AS_OF } from "./mock_random.mjs";
import { rowsOf } from "./mock_rows.mjs";
import { allThemes, correct, deleteTheme, putTheme, voicesPage } from "./mock_voices.mjs";

const ROOT = new URL("../../build/web/", import.meta.url).pathname;
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};
// The policy of the real server: what passes here passes there.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const COLUMNS = ["region", "channel", "gender", "birth_date"].map((name) => ({
  name,
  table: "customers",
  type: "text",
}));
COLUMNS.push(
  { name: "orders_365d", table: "derived", type: "integer" },
  { name: "touchpoint", table: "voices", type: "text" },
);

const book = (lang) => ({
  name: lang === "ja" ? "みちくさ商店" : "Michikusa Store",
  currency: "JPY",
  timezone: "Asia/Tokyo",
  language: "ja",
  as_of: AS_OF,
  first_day: "2025-04-12",
  tables: { customers: 14210, actions: 182344, voices: 31207 },
  columns: COLUMNS,
});

class Problem extends Error {
  constructor(status, title, detail, pointer) {
    super(detail);
    Object.assign(this, { status, title, detail, errors: pointer ? [{ pointer, detail }] : [] });
  }
}

function checkWhere(where) {
  const name = /^\s*(?:\w+\.)?(\w+)/.exec(where)?.[1];
  if (!name || COLUMNS.some((column) => column.name === name)) return;
  const at = where.indexOf(name);
  const caret = `${" ".repeat(at)}^`;
  throw new Problem(
    400,
    "invalid_argument",
    `column not found: ${name} (did you mean region?)\n${where}\n${caret}`,
    "/where",
  );
}

function answer(name, query) {
  const lang = query.lang === "en" ? "en" : "ja";
  const record = catalog(lang).find((own) => own.name === name);
  if (!record)
    throw new Problem(404, "not_found", `insight not found: ${name} (did you mean nps?)`);
  if (query.where) checkWhere(query.where);
  const empty = query.start > AS_OF || record.missing.length > 0;
  const rows = empty ? [] : rowsOf(name, query, lang);
  const say = (ja, en) => (lang === "ja" ? ja : en);
  return {
    insight: name,
    title: record.title,
    question: record.question,
    as_of: query.as_of ?? AS_OF,
    period: { start: query.start ?? "2025-08-01", end: query.end ?? AS_OF },
    parameters: { period: query.period ?? "month", by: query.by ?? "", where: query.where ?? "" },
    columns: record.columns,
    rows,
    n: rows.length ? 18342 : 0,
    chart: record.chart,
    missing: record.missing,
    method: say("修正ワルド区間(Rocks 2016、n+3)。", "Adjusted Wald (Rocks 2016, n+3)."),
    definition: record.definition,
    source: say("3回の取り込みから 182,344行", "182,344 rows of 3 imports"),
    left_out: [
      { reason: say("0–10でない尺度", "not on a 0–10 scale"), count: 31 },
      { reason: say("古い答え(同じ人)", "earlier answers of the same person"), count: 96 },
    ],
    notes: rows.some((row) => row.includes("2026-11-01"))
      ? [
          {
            kind: "open_period",
            text: say("2026年11月は途中です。", "November 2026 is not closed."),
          },
        ]
      : [],
  };
}

const PATHS = { "/v1/voices": {}, "/v1/themes": {} };
const refuse = (pointer, detail) => new Problem(422, "invalid_argument", detail, pointer);

function found(answer, what) {
  if (!answer) throw new Problem(404, "not_found", `not found: ${what}`);
  return answer;
}

// What changes something.
function written(method, parts, body, lang) {
  const [, first, second, third] = parts;
  if (first === "voices" && third === "reading")
    return found(correct(second, method === "DELETE" ? null : body, lang, refuse), second);
  if (first === "themes" && second && method === "PUT") return putTheme(second, body, refuse);
  if (first === "themes" && second) return found(deleteTheme(second) && allThemes(), second);
  throw new Problem(405, "invalid_argument", `not for ${method}`);
}

function api(parts, query) {
  const lang = query.lang === "en" ? "en" : "ja";
  const [, first, second, third] = parts;
  if (first === "openapi.json") return { openapi: "3.1.0", paths: PATHS };
  if (first === "themes" && !second) return allThemes();
  if (first === "voices" && !second) {
    if (query.where) checkWhere(query.where);
    return voicesPage(query, lang);
  }
  if (first === "book") return book(lang);
  if (first === "insights" && !second) return { insights: catalog(lang) };
  if (first === "insights" && third === "behind") return behind(query);
  if (first === "insights") return answer(second, query);
  if (first === "customers" && second?.startsWith("C-")) return customer(second, lang);
  throw new Problem(404, "not_found", `not found: ${second ?? first}`);
}

function send(response, status, type, body) {
  response.writeHead(status, {
    "content-type": type,
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString();
  return text ? JSON.parse(text) : null;
}

async function answerTo(request, url) {
  const parts = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const query = Object.fromEntries(url.searchParams);
  if (request.method === "GET") return api(parts, query);
  if (request.headers.origin !== `http://${request.headers.host}`)
    throw new Problem(403, "unauthorized", "origin is not this site");
  return written(request.method, parts, await bodyOf(request), query.lang === "en" ? "en" : "ja");
}

createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (url.pathname.startsWith("/v1/")) {
    try {
      send(response, 200, "application/json", JSON.stringify(await answerTo(request, url)));
    } catch (error) {
      const { status = 500, title = "internal", detail = String(error), errors = [] } = error;
      send(
        response,
        status,
        "application/problem+json",
        JSON.stringify({ type: "about:blank", title, status, detail, code: title, errors }),
      );
    }
    return;
  }
  const wanted = join(ROOT, normalize(url.pathname));
  const exists = wanted.startsWith(ROOT) && existsSync(wanted) && statSync(wanted).isFile();
  const file = exists ? wanted : join(ROOT, "index.html");
  send(response, 200, TYPES[extname(file)] ?? "application/octet-stream", readFileSync(file));
}).listen(Number(process.argv[2] ?? 8401), "127.0.0.1", function () {
  console.log(`http://127.0.0.1:${this.address().port}`);
});
