// SPDX-License-Identifier: Apache-2.0
// Asks the server; what goes wrong becomes one Problem (RFC 9457).

export interface ProblemDetail {
  pointer: string;
  detail: string;
}

export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly errors: ProblemDetail[];

  constructor(body: Partial<Problem> & { status: number }) {
    super(body.detail ?? body.title ?? String(body.status));
    this.status = body.status;
    this.title = body.title ?? "";
    this.detail = body.detail ?? "";
    this.code = body.code ?? "";
    this.errors = body.errors ?? [];
  }
}

// Status 0: the server did not answer at all.
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { accept: "application/json" },
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem({ status: 0 });
  }
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  throw new Problem({ ...body, status: response.status });
}

export function apiPath(path: string, query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString();
  return text ? `/v1/${path}?${text}` : `/v1/${path}`;
}
