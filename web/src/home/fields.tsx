// SPDX-License-Identifier: Apache-2.0
import type { Answer } from "../api/types";
import { FieldMap } from "../charts/field_map";
import { fullest, readFields } from "../shape/fields";
import { useWords } from "../text";
import { insightPath } from "../ui/book";
import { Link } from "../ui/link";

export default function HomeFields({ answer }: { answer: Answer }) {
  const { text } = useWords();
  const fields = readFields(answer);
  return (
    <>
      <FieldMap {...fields} most={fullest([fields])} />
      <p className="note links">
        <Link to={insightPath("quadrant")} query={{ view: "flows" }}>
          {text.who_moved}
        </Link>
      </p>
    </>
  );
}
