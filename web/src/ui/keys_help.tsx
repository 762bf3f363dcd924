// SPDX-License-Identifier: Apache-2.0
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useWords } from "../text";
import { AriaLanguage } from "./aria_language";

export default function KeysHelp({ close }: { close: () => void }) {
  const { text } = useWords();
  const keys = [
    ["/", text.key_find],
    ["?", text.key_help],
    ["← →", text.key_points],
    ["Enter", text.key_open],
    ["Esc", text.key_close],
  ];
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
