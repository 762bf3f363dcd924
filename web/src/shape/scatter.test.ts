// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import { answer } from "./made_up";
import { placeLabels, readScatter } from "./scatter";

const AREA = { left: 0, right: 300, top: 0, bottom: 200 };

describe("names beside points", () => {
  test("never lie on each other, and one without room is left out", () => {
    const same = Array.from({ length: 12 }, (_, at) => ({ text: `driver ${at}`, x: 150, y: 100 }));
    const found = placeLabels(same, AREA);
    const shown = found.filter((label) => label !== null);
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expect(shown.length).toBeLessThan(12);
    expect(new Set(shown.map((label) => `${label.x} ${label.y} ${label.anchor}`)).size).toBe(
      shown.length,
    );
  });
  test("stay within the picture", () => {
    const [right, left] = placeLabels(
      [
        { text: "at the right edge", x: 295, y: 100 },
        { text: "at the left edge", x: 4, y: 50 },
      ],
      AREA,
    );
    expect(right?.anchor).toBe("end");
    expect(left?.anchor).toBe("start");
  });
  test("keep clear of what stands already", () => {
    const taken = [{ text: "taken", x: 60, y: 104, anchor: "start" as const }];
    const [own] = placeLabels([{ text: "name", x: 50, y: 100 }], AREA, taken);
    expect(own?.anchor).not.toBe("start");
  });
});

describe("points of two numbers", () => {
  const columns: Parameters<typeof answer>[0] = [
    ["driver", "string"],
    ["share", "share"],
    ["performance", "share"],
    ["performance_low", "share"],
    ["performance_high", "share"],
  ];
  const chart = { form: "scatter", x: "performance", y: "share", series: "driver" };
  test("are called by words, have their intervals, and one without a number is left out", () => {
    const found = readScatter(
      answer(
        columns,
        [
          ["quality", 0.3, 0.5, 0.4, 0.6],
          ["price", 0.2, null, null, null],
        ],
        chart,
      ),
      "ja",
    );
    expect(found?.dots).toEqual([
      { name: "品質", x: 0.5, y: 0.3, across: [0.4, 0.6], up: null, field: "", key: "" },
    ]);
  });
  test("are nothing when nothing can be placed", () => {
    expect(readScatter(answer(columns, [["a", null, null, null, null]], chart), "en")).toBeNull();
  });
});
