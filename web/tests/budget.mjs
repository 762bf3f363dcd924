// SPDX-License-Identifier: Apache-2.0
// What a first visit to each page loads before anything is shown, in gzip. Fails above the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 160;
const ROOT = new URL("../../build/web/", import.meta.url).pathname;
const PAGES = [
  "src/pages/catalogue.tsx",
  "src/pages/insight.tsx",
  "src/pages/customers.tsx",
  "src/pages/customer.tsx",
  "src/pages/voices.tsx",
];
// Arrives right after the page is drawn, on every page with controls.
const AFTER = ["src/ui/controls_bar.tsx"];

const manifest = JSON.parse(readFileSync(`${ROOT}.vite/manifest.json`, "utf8"));
const size = (file) => gzipSync(readFileSync(ROOT + file), { level: 9 }).length;

function filesOf(names, found = new Set()) {
  for (const name of names) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`not in the manifest: ${name}`);
    if (found.has(chunk.file)) continue;
    found.add(chunk.file);
    for (const css of chunk.css ?? []) found.add(css);
    filesOf(chunk.imports ?? [], found);
  }
  return found;
}

function kilobytes(names) {
  const files = ["index.html", ...filesOf(names)];
  return files.reduce((sum, file) => sum + size(file), 0) / 1024;
}

let failed = 0;
function check(title, names) {
  const kb = kilobytes(names);
  const ok = kb <= BUDGET_KB;
  if (!ok) failed += 1;
  console.log(`${ok ? "ok  " : "FAIL"} ${kb.toFixed(1).padStart(6)} KB of ${BUDGET_KB}  ${title}`);
}

check("home", ["index.html"]);
for (const page of PAGES) check(page, ["index.html", page]);
console.log(
  `     ${kilobytes(["index.html", ...AFTER])
    .toFixed(1)
    .padStart(6)} KB          home with its controls`,
);
process.exit(failed ? 1 : 0);
