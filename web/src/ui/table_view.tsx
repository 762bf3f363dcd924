// SPDX-License-Identifier: Apache-2.0
// The rows themselves. Bounds stand in the cell of their estimate; on a phone a row takes two lines.
import { useState } from "react";
import type { Cell, Column, Table } from "../api/types";
import { formatCell } from "../shape/cell";
import type { Grain } from "../shape/date";
import { fine } from "../shape/fine";
import { formatRange, grouped, isNumeric } from "../shape/number";
import { Reader, shownColumns } from "../shape/table";
import { useWords } from "../text";
import { columnText } from "../text/values";
import { customerPath } from "./book";
import { Link } from "./link";
import { OpenBehind } from "./open_behind";
import { useSideLabel } from "./section";

const FIRST_ROWS = 60;

interface Props {
  table: Table;
  grain: Grain;
  label: string;
}

export function TableView({ table, grain, label }: Props) {
  const { text, language } = useWords();
  const named = useSideLabel(label);
  const [all, setAll] = useState(false);
  const reader = new Reader(table);
  const columns = shownColumns(table).map((column) =>
    fine(
      column,
      table.rows.flatMap((row) =>
        ["", "_low", "_high"].map((end) => reader.cell(row, column.name + end)),
      ),
    ),
  );
  const rows = all ? table.rows : table.rows.slice(0, FIRST_ROWS);
  const opens = table.rows.some((row) => reader.text(row, "key") !== "");
  const hidden = table.rows.length - rows.length;
  return (
    <>
      <div className="scroller" role="region" aria-label={named} tabIndex={0}>
        <table className="rows">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.name} scope="col" className={isNumeric(column.type) ? "right" : ""}>
                  {columnText(column, language)}
                </th>
              ))}
              {opens && (
                <th scope="col">
                  <span className="hidden">{text.open_row}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <TableRow
                key={at}
                row={row}
                columns={columns}
                reader={reader}
                grain={grain}
                opens={opens}
              />
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <button type="button" className="button after" onClick={() => setAll(true)}>
          {text.more_rows(grouped(hidden))}
        </button>
      )}
    </>
  );
}

interface RowProps {
  row: Cell[];
  columns: Column[];
  reader: Reader;
  grain: Grain;
  opens: boolean;
}

function TableRow({ row, columns, reader, grain, opens }: RowProps) {
  const { text, language } = useWords();
  const key = reader.text(row, "key");
  return (
    <tr>
      {columns.map((column, at) => (
        <td
          key={column.name}
          className={isNumeric(column.type) ? "right" : ""}
          data-title={columnText(column, language)}
        >
          <CellView row={row} column={column} reader={reader} grain={grain} />
          {at === 0 && reader.flag(row, "open") && (
            <span className="small"> {text.open_period}</span>
          )}
        </td>
      ))}
      {opens && (
        <td className="right">
          {key && (
            <OpenBehind behind={key} label={reader.text(row, columns[0]?.name ?? "")}>
              {text.open}
            </OpenBehind>
          )}
        </td>
      )}
    </tr>
  );
}

function CellView({
  row,
  column,
  reader,
  grain,
}: Omit<RowProps, "columns" | "opens"> & { column: Column }) {
  const { language } = useWords();
  const cell = reader.cell(row, column.name);
  const shown = formatCell(cell, column, grain, language);
  if (column.name === "customer_id" && cell !== null) {
    return <Link to={customerPath(String(cell))}>{shown}</Link>;
  }
  const low = reader.cell(row, `${column.name}_low`);
  const range = formatRange(low, reader.cell(row, `${column.name}_high`), column, language);
  return (
    <>
      {shown}
      {range && <span className="small range">{range}</span>}
    </>
  );
}
