// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from "vitest";
import type { Cell } from "../api/types";
import { readEvent } from "./event";
import { answer } from "./made_up";

const COLUMNS: Parameters<typeof answer>[0] = [
  ["step", "integer"],
  ["effect", "number", "share"],
  ["effect_low", "number", "share"],
  ["effect_high", "number", "share"],
];
const event = (...rows: Cell[][]) =>
  readEvent(answer(COLUMNS, rows, { form: "event", x: "step", y: "effect" }));

describe("an event study", () => {
  test("stands in the order of its steps, and names the largest clear one", () => {
    const found = event(
      [1, -0.11, -0.15, -0.07],
      [-1, 0, null, null],
      [0, -0.05, -0.09, -0.01],
      [2, -0.2, -0.5, 0.1],
      [-2, 0.01, -0.02, 0.04],
    );
    expect(found?.steps.map((step) => step.at)).toEqual([-2, -1, 0, 1, 2]);
    expect(found?.largest).toMatchObject({ at: 1, value: -11 });
    expect(found?.y.unit).toBe("pt");
    expect(found?.before).toBe(false);
  });
  test("says when the groups differed before the event; that is no effect", () => {
    const found = event([-1, -0.3, -0.4, -0.2], [0, 0.01, -0.1, 0.1]);
    expect(found?.before).toBe(true);
    expect(found?.largest).toBeNull();
  });
  test("a step without a number is left out, and without steps there is nothing", () => {
    expect(event([0, null, null, null])).toBeNull();
    expect(event([null, 0.1, 0, 0.2], [1, 0.1, 0.05, 0.2])?.steps).toHaveLength(1);
  });
});
