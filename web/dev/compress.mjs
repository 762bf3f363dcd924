// SPDX-License-Identifier: Apache-2.0
// Writes a .br and a .gz beside every text file of the built page, so that the server only sends.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const ROOT = new URL("../../build/web/", import.meta.url).pathname;
const TEXT = /\.(html|js|css|svg|json|webmanifest|txt)$/;

for (const entry of readdirSync(ROOT, { recursive: true })) {
  const path = join(ROOT, String(entry));
  if (!statSync(path).isFile() || !TEXT.test(path)) continue;
  const bytes = readFileSync(path);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, quality));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
