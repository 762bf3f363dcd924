// SPDX-License-Identifier: Apache-2.0
export function download(name: string, text: string): void {
  // The mark at the start lets spreadsheets read Japanese.
  const url = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: "text/csv;charset=utf-8" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(url);
}
