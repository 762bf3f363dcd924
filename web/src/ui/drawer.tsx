// SPDX-License-Identifier: Apache-2.0
// What lies over the page: a title, a way out (the button, Esc, a press beside it), and the content.
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useWords } from "../text";
import { AriaLanguage } from "./aria_language";

interface Props {
  title: string;
  // Said below the title, and aloud when it changes.
  note?: ReactNode;
  // A drawer at the side for lists and forms, a card in the middle for a few lines.
  form?: "side" | "card";
  close: () => void;
  children: ReactNode;
}

export function Drawer({ title, note, form = "side", close, children }: Props) {
  const { text } = useWords();
  const side = form === "side";
  return (
    <AriaLanguage>
      <ModalOverlay
        className={side ? "overlay drawer-overlay" : "overlay"}
        isOpen
        isDismissable
        onOpenChange={(open) => !open && close()}
      >
        <Modal className={side ? "drawer" : "palette small-palette"}>
          <Dialog>
            <div className="dialog-head">
              <div>
                <Heading slot="title" level={2}>
                  {title}
                </Heading>
                {note !== undefined && (
                  <p className="note" role="status">
                    {note}
                  </p>
                )}
              </div>
              <button type="button" className="link" onClick={close}>
                {text.close}
              </button>
            </div>
            {children}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}
