// SPDX-License-Identifier: Apache-2.0
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { parsePath, useUrl } from "../route";
import { useWords } from "../text";
import { AriaLanguage } from "./aria_language";

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
    <AriaLanguage>
      <ModalOverlay
        className="overlay"
        isOpen
        isDismissable
        onOpenChange={(open) => !open && close()}
      >
        <Modal className="palette small-palette">
          <Dialog>
            <div className="dialog-head">
              <Heading slot="title" level={2}>
                {text.keys}
              </Heading>
              <button type="button" className="link" onClick={close}>
                {text.close}
              </button>
            </div>
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
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}
