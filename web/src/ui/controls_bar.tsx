// SPDX-License-Identifier: Apache-2.0
// Controls drawn from the record of the insight; each writes into the URL and nowhere else.
import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { changeQuery, useUrl } from "../route";
import { groupings, makesGroups } from "../shape/groupings";
import { daysBetween, formatSpan, grainOf } from "../shape/date";
import { useWords } from "../text";
import { valueText } from "../text/values";
import { AriaLanguage } from "./aria_language";
import type { Control, ControlsProps } from "./controls";
import { Chooser } from "./chooser";
import { MoreForm } from "./more_form";
import { PeriodForm } from "./period_form";
import { isAbout } from "./states";
import { useBook } from "./book";
import { WhereForm } from "./where_form";

const ALL: Control[] = ["period", "by", "who", "more"];
const GRAIN_CHOICES = ["week", "month", "quarter", "year"] as const;

interface ChipProps {
  name: string;
  value: string;
  children: (close: () => void) => ReactNode;
}

function Chip({ name, value, children }: ChipProps) {
  return (
    <DialogTrigger>
      <Button className="chip">
        <em>{name}</em>
        <span>{value}</span>
      </Button>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Dialog aria-label={name}>{({ close }) => <>{children(close)}</>}</Dialog>
      </Popover>
    </DialogTrigger>
  );
}

export default function ControlsBar(props: ControlsProps) {
  const { record, problem, only = ALL } = props;
  const { text, language } = useWords();
  const { query } = useUrl();
  const period = usePeriodText(props);
  const view = record.parameters.find((own) => own.name === "view" && own.type === "choice");
  const others = record.parameters.filter((own) => own !== view);
  const settings = ["as_of", "unit", "all_answers", ...others.map((own) => own.name)];
  const set = settings.filter((name) => query[name]).length;
  return (
    <AriaLanguage>
      {only.includes("period") && (
        <Chip name={text.period} value={period}>
          {(close) => <PeriodForm close={close} />}
        </Chip>
      )}
      {only.includes("days") && (
        <Chip name={text.period} value={period}>
          {(close) => <PeriodForm close={close} daysOnly />}
        </Chip>
      )}
      {only.includes("grain") && (
        <Chooser
          name={text.grain}
          value={query.period ?? "month"}
          choices={GRAIN_CHOICES.map((grain) => ({ id: grain, name: text.grains[grain] }))}
          choose={(grain) => changeQuery({ period: grain === "month" ? null : grain })}
        />
      )}
      {only.includes("by") && <ByChooser />}
      {only.includes("who") && (
        <Chip name={text.who} value={query.where ?? text.everyone}>
          {(close) => (
            <WhereForm
              close={close}
              problem={problem && isAbout(problem, "where") ? problem : null}
            />
          )}
        </Chip>
      )}
      {query.where && only.includes("by") && <Against />}
      {view && only.includes("more") && (
        <Chooser
          name={view.title}
          value={query.view || view.default}
          choices={view.choices.map((id) => ({ id, name: valueText(id, language) }))}
          choose={(id) => changeQuery({ view: id === view.default ? null : id, key: null })}
        />
      )}
      {only.includes("more") && (
        <Chip name={text.more} value={set ? String(set) : "–"}>
          {(close) => <MoreForm close={close} parameters={others} />}
        </Chip>
      )}
    </AriaLanguage>
  );
}

// The same question for everyone else, beside this one.
function Against() {
  const { text } = useWords();
  const { query } = useUrl();
  const pressed = query.against === "rest";
  return (
    <button
      type="button"
      className="chip plain"
      aria-pressed={pressed}
      onClick={() => changeQuery({ against: pressed ? null : "rest", key: null, of: null })}
    >
      {text.compare_rest}
    </button>
  );
}

// The answer knows what it looked at: not every question has a period that can be chosen.
function usePeriodText({ answer, stale }: ControlsProps): string {
  const { text, language } = useWords();
  const { book } = useBook();
  const { query } = useUrl();
  const grain = grainOf(query.period);
  const step = query.period && grain !== "month" ? ` · ${text.grains[grain]}` : "";
  // A book without facts has no days.
  const told = book?.as_of ? answer?.period : undefined;
  const known = stale ? undefined : told;
  const days = Number(/^(\d+)d$/.exec(query.last ?? "")?.[1]);
  if (days && (!known || daysBetween(known.start, known.end) + 1 === days)) {
    return text.last_days(days) + step;
  }
  const start = known?.start ?? query.start ?? told?.start;
  const end = known?.end ?? query.end ?? told?.end;
  return start && end ? formatSpan(start, end, language) + step : text.all_days;
}

function ByChooser() {
  const { text } = useWords();
  const { query } = useUrl();
  const { book } = useBook();
  const columns = (book?.columns ?? []).filter(makesGroups);
  const choices = groupings(columns, text.tables);
  const known = choices.some((choice) => choice.id === query.by);
  const bare = book?.columns.find((column) => column.name === query.by)?.title;
  const extra = query.by && !known ? [{ id: query.by, name: bare ?? query.by, group: "" }] : [];
  return (
    <Chooser
      name={text.by}
      value={query.by ?? ""}
      choices={[{ id: "", name: text.not_split, group: "" }, ...extra, ...choices]}
      choose={(by) => changeQuery({ by, key: null })}
    />
  );
}
