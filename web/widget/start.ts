// The first message of a chat, with the answers of the form. Kept until confirmed, and sent again under the same id: a
// reload or a broken line in between starts one chat, not two and not none.
import { backoffMs } from "../client/backoff";
import { toJson } from "../client/json";
import type { Line } from "../client/line";
import type { Ports } from "../client/ports";
import { Refused } from "../client/refusals";
import type { ChatOpened } from "../protocol/protocol";

export interface StartAnswers {
  text: string;
  name: string;
  email: string;
  fields: Record<string, string>;
  consentVersion: string | null;
}

export interface WaitingLine {
  clientId: string;
  text: string;
}

export interface Starting extends StartAnswers {
  /** What was written while the start was still on its way. Every tab that sends the start sends these, too, under the same ids. */
  more: WaitingLine[];
  clientId: string;
  startedAt: number;
}

export interface StartRefusal {
  message: string;
  field: string | null;
  /** The form in hand was an old one; a fresh one is on its way. */
  hasFormChanged: boolean;
}

interface StartHooks {
  onOpened(opened: ChatOpened, more: readonly WaitingLine[]): void;
  isFormOld(refusal: Refused): boolean;
  /** What this browser knows holds no more: the next welcome brings what does. */
  onOutdated(): void;
  onChange(): void;
}

const KEY = "starting";
/** A start that nobody confirmed for a day belongs to a visit that is over. */
const STALE_MS = 24 * 3_600_000;

export class Start {
  current: Starting | null;
  /** Why the server refused it; the answers are still in `answers`. */
  refusal: StartRefusal | null = null;
  /** What was written last, so that a form that was refused is not empty. */
  answers: StartAnswers | null = null;
  private sentIn = -1;
  private attempts = 0;
  private cancel = () => {};

  constructor(
    private readonly ports: Ports,
    private readonly line: Line,
    private readonly hooks: StartHooks,
  ) {
    this.current = this.read();
    ports.store.onChange((key) => {
      if (key !== KEY && key !== null) return;
      this.current = this.read();
      hooks.onChange();
    });
  }

  begin(answers: StartAnswers): void {
    this.answers = answers;
    this.refusal = null;
    this.keep({ ...answers, clientId: this.ports.newId(), startedAt: this.ports.now(), more: [] });
    this.resume();
    this.hooks.onChange();
  }

  /** Write another message before the chat has opened; it follows the first. */
  add(text: string): void {
    const line = { clientId: this.ports.newId(), text };
    if (this.current) this.keep({ ...this.current, more: [...this.current.more, line] });
    this.hooks.onChange();
  }

  /** Send what waits, if anything does and this line has not carried it yet. */
  resume(): void {
    if (!this.current || this.line.state !== "online" || this.sentIn === this.line.generation) return;
    this.sentIn = this.line.generation;
    void this.send(this.current);
  }

  forget(): void {
    this.cancel();
    this.keep(null);
    this.answers = this.refusal = null;
  }

  private async send(starting: Starting): Promise<void> {
    try {
      const opened = await this.line.request({
        type: "start_chat", client_id: starting.clientId, text: starting.text, name: starting.name, email: starting.email,
        fields: starting.fields, consent_version: starting.consentVersion,
      });
      const { more } = this.current ?? { more: [] };
      this.sentIn = -1;
      this.keep(null);
      this.answers = null;
      this.hooks.onOpened(opened as ChatOpened, more);
    } catch (error) {
      // Not connected any more: the same start goes again with the next welcome.
      if (error instanceof Refused) this.refused(starting, error);
      else this.sentIn = -1;
    }
  }

  private refused(starting: Starting, refusal: Refused): void {
    this.sentIn = -1;
    if (refusal.isRetryable) {
      const wait = (refusal.retryAfterSeconds ?? 0) * 1000 || backoffMs(this.attempts++, this.ports.random);
      this.cancel = this.ports.timer(wait, () => this.resume());
      return;
    }
    const { more } = this.current ?? starting;
    this.answers = { ...starting, text: [starting.text, ...more.map(({ text }) => text)].join("\n\n") };
    const hasFormChanged = this.hooks.isFormOld(refusal);
    this.refusal = { message: refusal.message, field: refusal.field, hasFormChanged };
    this.keep(null);
    // A conflict: another browser of the same visitor was quicker, and the welcome brings the chat that it began.
    if (hasFormChanged || refusal.code === "conflict") this.hooks.onOutdated();
    this.hooks.onChange();
  }

  private keep(starting: Starting | null): void {
    this.current = starting;
    this.ports.store.write(KEY, starting && toJson(starting));
  }

  private read(): Starting | null {
    try {
      const starting = JSON.parse(this.ports.store.read(KEY) ?? "null") as Starting | null;
      const isWhole = typeof starting?.text === "string" && Array.isArray(starting.more);
      const isFresh = starting && isWhole && this.ports.now() - starting.startedAt < STALE_MS;
      return isFresh ? starting : null;
    } catch {
      return null;
    }
  }
}
