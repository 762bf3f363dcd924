// SPDX-License-Identifier: Apache-2.0
// Whether those compared were alike before: drawn, and said in one sentence.
import { BalanceRows } from "../charts/balance_rows";
import { readBalance } from "../shape/balance";
import { grainOf } from "../shape/date";
import { groupsOf } from "../shape/groups";
import { useWords } from "../text";
import { Section } from "../ui/section";
import { SeeTable } from "../ui/see_table";
import type { PictureProps } from "./picture";

const SHOWN = 20;

export function BalanceSection({ record, answer }: PictureProps) {
  const { text } = useWords();
  const groups = groupsOf(answer);
  return (
    <Section title={text.balance_title} note={text.balance_note}>
      {groups.map((group) => {
        const balance = readBalance(group.answer, SHOWN);
        if (balance.all === 0) return null;
        return (
          <div key={group.name} className="group">
            {groups.length > 1 && <h3>{group.name || text.unknown_group}</h3>}
            <p className="note">
              {balance.apart === 0
                ? text.balance_alike(balance.all)
                : text.balance_apart(balance.apart, balance.all)}
            </p>
            <BalanceRows rows={balance.rows} />
            {balance.rest > 0 && <p className="small">{text.balance_rest(balance.rest)}</p>}
          </div>
        );
      })}
      <SeeTable table={answer} grain={grainOf(answer.parameters.period)} label={record.title} />
    </Section>
  );
}
