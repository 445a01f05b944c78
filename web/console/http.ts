// JSON over HTTP: the CSRF header on every write, and refusals in the one shape that the wire has too.
import { Refused } from "../client/refusals";
import { t } from "./messages";

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

let signedOut = () => {};

/** Say what happens when the server does not know us any more. */
export function whenSignedOut(run: () => void): void {
  signedOut = run;
}

/** Ask the server. Rejects with `Refused`, also where it was not reached (`unreachable`, and then it may be tried again). */
export async function ask<Answer>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const isForm = body instanceof FormData;
  const headers = new Headers({ Accept: "application/json" });
  if (body !== undefined && !isForm) headers.set("Content-Type", "application/json");
  if (method !== "GET") headers.set("X-CSRFToken", csrfToken());
  const content = body === undefined ? null : isForm ? body : JSON.stringify(body);
  let answer: Response;
  try {
    answer = await fetch(`/api/v1${path}`, { method, headers, body: content, signal: signal ?? null, credentials: "same-origin" });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refused({ code: "unreachable", message: t("refusal.network"), status: 0, is_retryable: true });
  }
  const told: unknown = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (answer.ok) return told as Answer;
  // These two ask who we are; there a 401 is an answer and no surprise.
  if (answer.status === 401 && path !== "/me" && path !== "/session") signedOut();
  throw refusalFrom(answer.status, told);
}

function refusalFrom(status: number, told: unknown): Refused {
  if (isRefusal(told)) return new Refused(told);
  return new Refused({ code: "unexpected", message: t("refusal.unexpected"), status, is_retryable: status >= 500 });
}

function isRefusal(told: unknown): told is { code: string; message: string; status: number } {
  return typeof told === "object" && told !== null && "code" in told && "message" in told && typeof told.message === "string";
}

function csrfToken(): string {
  return /(?:^|; )parlour_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}
