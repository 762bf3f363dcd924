// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";

const MOCK = new URL("../dev/mock.mjs", import.meta.url).pathname;

// The made-up shop on a free port; resolves once it says its address.
export function startMock() {
  const child = spawn(process.execPath, [MOCK, "0"], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the mock ended with ${code}`)));
    child.stdout.once("data", (line) =>
      resolve({ url: String(line).trim(), stop: () => child.kill() }),
    );
  });
}
