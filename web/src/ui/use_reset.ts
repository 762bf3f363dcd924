// SPDX-License-Identifier: Apache-2.0
import { linkTo, navigate, useUrl } from "../route";

// Back to the default view of this page, with the reader's language and theme.
export function useReset(): () => void {
  const { path, query } = useUrl();
  return () => navigate(linkTo(path, query));
}
