// SPDX-License-Identifier: Apache-2.0
import { useWords } from "../text";
import { useTitle } from "../ui/book";
import { Link } from "../ui/link";

export function Unknown() {
  const { text } = useWords();
  useTitle(text.page_unknown);
  return (
    <>
      <h1>{text.page_unknown}</h1>
      <p className="lead">
        <Link to="/">{text.to_home}</Link>
      </p>
    </>
  );
}
