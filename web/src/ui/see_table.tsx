// SPDX-License-Identifier: Apache-2.0
import { useId } from "react";
import type { Table } from "../api/types";
import { changeQuery, useUrl } from "../route";
import type { Grain } from "../shape/date";
import { useWords } from "../text";
import { TableView } from "./table_view";

interface Props {
  table: Table;
  grain: Grain;
  label: string;
}

// Every chart has its table; whether it is open stands in the URL.
export function SeeTable({ table, grain, label }: Props) {
  const { text } = useWords();
  const { query } = useUrl();
  const id = useId();
  const open = query.table === "1";
  return (
    <>
      <p className="note links">
        <button
          type="button"
          className="link"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => changeQuery({ table: open ? null : "1" }, true)}
        >
          {open ? text.hide_table : text.see_table}
        </button>
      </p>
      <div id={id}>{open && <TableView table={table} grain={grain} label={label} />}</div>
    </>
  );
}
