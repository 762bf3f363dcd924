// SPDX-License-Identifier: Apache-2.0
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const EMPTY = "\0no-strings";

// React Aria ships its hidden words in thirty languages; the page speaks two.
function onlyOurLanguages(): Plugin {
  return {
    name: "only-our-languages",
    enforce: "pre",
    resolveId(source, importer) {
      const language = /[/\\]([a-z]{2}-[A-Z]{2})\.(?:mjs|js)$/.exec(source)?.[1];
      if (!language || !importer || !/[/\\]react-(aria|stately)/.test(importer)) return null;
      return language === "ja-JP" || language === "en-US" ? null : EMPTY;
    },
    load(id) {
      return id === EMPTY ? "export default {};" : null;
    },
  };
}

export default defineConfig({
  base: "/",
  plugins: [onlyOurLanguages(), react()],
  build: {
    outDir: "../build/web",
    emptyOutDir: true,
    manifest: true,
    target: ["chrome123", "firefox128", "safari17.5"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/v1": "http://127.0.0.1:8400" } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
} as Parameters<typeof defineConfig>[0]);
