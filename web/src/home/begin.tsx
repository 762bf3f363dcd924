// SPDX-License-Identifier: Apache-2.0
// A book without a single fact: what to bring, and how.
import { useWords } from "../text";

export function Begin() {
  const { text } = useWords();
  return (
    <>
      <h1>{text.begin_title}</h1>
      <p className="lead">{text.begin_lead}</p>
      <dl className="begin">
        <div className="side-voice">
          <dt>{text.voice}</dt>
          <dd>{text.begin_voice}</dd>
        </div>
        <div className="side-action">
          <dt>{text.action}</dt>
          <dd>{text.begin_action}</dd>
        </div>
      </dl>
      <p className="note">{text.begin_how}</p>
      <p>
        <code>mikata import BOOK FOLDER</code>
      </p>
      <p className="note after">{text.begin_demo}</p>
      <p>
        <code>mikata demo</code>
      </p>
    </>
  );
}
