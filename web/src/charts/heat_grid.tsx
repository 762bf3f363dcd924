// SPDX-License-Identifier: Apache-2.0
// A grid whose cells say their value; the shade only helps the eye.
import type { Cell, Column, Side } from "../api/types";
import { formatPeriod, type Grain } from "../shape/date";
import type { Heat, HeatCell } from "../shape/heat";
import { formatNumber, formatRange, grouped } from "../shape/number";
import { useWords } from "../text";
import { useSideLabel } from "../ui/section";
import { useOpenBehind } from "../ui/open_behind";

interface Props {
  heat: Heat;
  side: Side;
  grain: Grain;
}

function useHead(grain: Grain): (cell: Cell, column: Column) => string {
  const { text, language } = useWords();
  return (cell, column) => {
    if (cell === null) return text.unknown_group;
    if (column.type === "date") return formatPeriod(String(cell), grain, language);
    if (column.unit === "periods") return text.ages(String(cell), grain);
    if (typeof cell === "number") {
      return language === "ja" ? formatNumber(cell, column, language) : grouped(cell);
    }
    return cell;
  };
}

export function HeatGrid({ heat, side, grain }: Props) {
  const { text } = useWords();
  const head = useHead(grain);
  const title = useSideLabel(`${heat.value.title}: ${heat.rowColumn.title} × ${heat.column.title}`);
  return (
    <div className={`scroller side-${side}`} role="region" aria-label={title} tabIndex={0}>
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden">{heat.rowColumn.title}</span>
            </th>
            {heat.columns.map((column) => (
              <th key={String(column)} scope="col">
                {head(column, heat.column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heat.rows.map((row) => (
            <tr key={String(row.head)}>
              <th scope="row">
                {head(row.head, heat.rowColumn)}
                {row.n !== null && <span className="small">{grouped(row.n)}</span>}
              </th>
              {row.cells.map((cell, at) => (
                <td key={String(heat.columns[at])}>
                  {cell && (
                    <CellMark
                      cell={cell}
                      value={heat.value}
                      label={`${head(row.head, heat.rowColumn)}, ${heat.column.title} ${head(heat.columns[at] ?? null, heat.column)}`}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small after">
        {heat.column.title} → · {heat.rowColumn.title} ↓
        {heat.rows.some((row) => row.cells.some((cell) => cell?.open)) && ` · ${text.in_progress}`}
      </p>
    </div>
  );
}

// In the grid a share stands as whole percent: its digits are in the label and on opening.
function cellText(cell: HeatCell, value: Column, language: "ja" | "en"): string {
  if (cell.value === null) return "·";
  if (value.type === "share") return String(Math.round(cell.value * 100));
  return formatNumber(
    cell.value,
    { ...value, unit: value.type === "money" ? value.unit : "" },
    language,
  );
}

function CellMark({ cell, value, label }: { cell: HeatCell; value: Column; label: string }) {
  const { text, language } = useWords();
  const open = useOpenBehind();
  const range = formatRange(cell.low, cell.high, value, language);
  const full = `${label}: ${formatNumber(cell.value, value, language)} ${range}${cell.open ? ` ${text.open_period}` : ""}`;
  const look = `cell shade-${cell.shade}${cell.open ? " open" : ""}`;
  const shown = cellText(cell, value, language);
  const inner = (
    <>
      {shown}
      <span className="hidden"> {full}</span>
    </>
  );
  if (!cell.key || cell.value === null) {
    return (
      <span className={look} title={full}>
        {inner}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={look}
      title={full}
      aria-haspopup="dialog"
      onClick={() => open(cell.key)}
    >
      {inner}
    </button>
  );
}
