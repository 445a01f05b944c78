// The two ways in which a request fails: the server said no, or nobody heard it.
import type { Refused as RefusedEvent } from "../protocol/protocol";

/** The server's no: `message` is a sentence for the person, `code` is for the program. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  readonly isRetryable: boolean;
  readonly field: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(refusal: Omit<RefusedEvent, "type">) {
    super(refusal.message);
    this.name = "Refused";
    this.code = refusal.code;
    this.status = refusal.status;
    this.isRetryable = refusal.is_retryable ?? false;
    this.field = refusal.field ?? null;
    this.retryAfterSeconds = refusal.retry_after_seconds ?? null;
  }
}

/** No answer: the line was down or broke. Whether the server acted is not known. */
export class Disconnected extends Error {
  constructor(message = "The connection was lost.") {
    super(message);
    this.name = "Disconnected";
  }
}
