// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { groupings, makesGroups } from "./groupings";

const column = (name: string, title: string, table: string, type = "text") => ({
  name,
  title,
  table,
  type,
});

test("columns to split by go by their titles; what two tables share says of which it is", () => {
  const columns = [
    column("region", "地域", "customers"),
    column("channel", "経路", "customers"),
    column("channel", "経路", "actions"),
    column("会員ランク", "会員ランク", "customers"),
  ];
  expect(groupings(columns, { customers: "顧客", actions: "行動" })).toEqual([
    { id: "region", name: "地域", group: "customers" },
    { id: "customers.channel", name: "経路 (顧客)", group: "customers" },
    { id: "actions.channel", name: "経路 (行動)", group: "actions" },
    { id: "会員ランク", name: "会員ランク", group: "customers" },
  ]);
});

test("what is different for each person makes no groups", () => {
  expect(makesGroups(column("email", "email", "customers"))).toBe(false);
  expect(makesGroups(column("order_id", "order_id", "actions"))).toBe(false);
  expect(makesGroups(column("amount", "amount", "actions", "money"))).toBe(false);
  expect(makesGroups(column("region", "地域", "customers"))).toBe(true);
});
