// SPDX-License-Identifier: Apache-2.0
import { parsePath, useUrl } from "../route";
import { useWords } from "../text";
import { Drawer } from "./drawer";

export default function KeysHelp({ close }: { close: () => void }) {
  const { text } = useWords();
  const { path } = useUrl();
  const ofPage =
    parsePath(path).page === "voices"
      ? [
          ["/", text.key_search],
          ["j k ↓ ↑", text.key_remarks],
          ["Enter", text.key_reading],
          ["e", text.key_correct],
          ["u", text.key_undo],
        ]
      : [
          ["/", text.key_find],
          ["← →", text.key_points],
          ["Enter", text.key_open],
        ];
  const keys = [...ofPage, ["Esc", text.key_close], ["?", text.key_help]];
  return (
    <Drawer title={text.keys} form="card" close={close}>
      <dl className="pairs">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  );
}
