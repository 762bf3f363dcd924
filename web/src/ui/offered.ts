// SPDX-License-Identifier: Apache-2.0
// What the server can do: a page or a part of one is named only where its address is answered.
import { apiPath } from "../api/client";
import { useApi } from "../api/use_api";

interface Document {
  paths: Record<string, unknown>;
}

// Of an address: null while it is not known yet.
export function useOffered(): (path: string) => boolean | null {
  const asked = useApi<Document>(apiPath("openapi.json", {}));
  return (path) => {
    if (asked.error) return false;
    return asked.data ? path in asked.data.paths : null;
  };
}
