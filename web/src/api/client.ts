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
async function ask(path: string, request: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, request);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Problem({ status: 0 });
  }
  if (response.ok) return response;
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  throw new Problem({ ...body, status: response.status });
}

// What is refused is said in the language of the page, also where the address names none.
function accept(): Record<string, string> {
  const language = globalThis.document?.documentElement.lang;
  return { accept: "application/json", ...(language && { "accept-language": language }) };
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await ask(path, { headers: accept(), ...(signal && { signal }) });
  return (await response.json()) as T;
}

// Changes something; what the server says afterwards, or null when it says nothing.
export async function change<T>(
  method: "PUT" | "DELETE",
  path: string,
  body?: unknown,
): Promise<T | null> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = body === undefined ? accept() : { ...accept(), "content-type": "application/json" };
  const response = await ask(path, { method, headers, ...sent });
  const text = await response.text();
  return text ? (JSON.parse(text) as T) : null;
}

export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem({ status: 0 });
}

export function apiPath(path: string, query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString();
  return text ? `/v1/${path}?${text}` : `/v1/${path}`;
}
