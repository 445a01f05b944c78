// Carries the outbox of one chat to the server: one message under way at a time, the oldest first, again when the answer
// was lost, later when the server asks for patience.
import type { Stored } from "../protocol/protocol";
import { backoffMs } from "./backoff";
import type { Line } from "./line";
import { Outbox, type PendingMessage } from "./outbox";
import type { Ports } from "./ports";
import type { Refused } from "./refusals";

const RESEND_MS = 20_000;

interface Underway {
  clientId: string;
  text: string;
  generation: number;
  sentAt: number;
}

export class Courier {
  private readonly outbox: Outbox;
  private underway: Underway | null = null;
  private blockedUntil = 0;
  private blockedMs = 0;
  private attempts = 0;
  private isDisposed = false;
  private cancel = () => {};

  constructor(
    private readonly ports: Ports,
    private readonly line: Line,
    private readonly chatId: string,
    /** Whether the server sends us what happens in the chat; before that it takes no messages either. */
    private readonly isFollowed: () => boolean,
    private readonly onChange: () => void,
  ) {
    this.outbox = new Outbox(ports, chatId, () => {
      this.pump();
      onChange();
    });
  }

  get messages(): readonly PendingMessage[] {
    return this.outbox.messages;
  }

  add(text: string, clientId: string): void {
    this.outbox.add(text, clientId);
    this.pump();
  }

  retry(clientId: string): void {
    this.outbox.retry(clientId);
    this.pump();
  }

  /** Take a message out, because it is stored or given up. Returns its text. */
  remove(clientId: string): string {
    return this.outbox.remove(clientId);
  }

  has(clientId: string): boolean {
    return this.outbox.find(clientId) !== null;
  }

  /** The server has stored a message of ours. Returns its text, if this tab knows it. */
  stored(event: Stored): string | undefined {
    // Another tab may have taken the line out of the shared store already; then what was sent is remembered here.
    const sent = this.underway?.clientId === event.client_id ? this.underway.text : undefined;
    this.underway = null;
    this.attempts = 0;
    return this.outbox.find(event.client_id)?.text ?? sent;
  }

  refused(clientId: string, refusal: Refused): void {
    this.underway = null;
    if (refusal.isRetryable) {
      this.blockedMs = (refusal.retryAfterSeconds ?? 0) * 1000 || backoffMs(this.attempts++, this.ports.random);
      this.blockedUntil = this.ports.now() + this.blockedMs;
    } else this.outbox.fail(clientId, refusal.message);
    this.pump();
    this.onChange();
  }

  /** Send what is due, and come back when the next is. */
  pump(): void {
    this.cancel();
    const { line, ports } = this;
    if (this.isDisposed || line.state !== "online" || !this.isFollowed()) return;
    const next = this.outbox.next();
    if (!next) return;
    const { clientId, text } = next.line;
    const wait = Math.max(next.inMs, this.blockedFor(), this.resendIn(clientId));
    if (wait > 0) {
      this.cancel = ports.timer(wait, () => this.pump());
      return;
    }
    this.underway = { clientId, text, generation: line.generation, sentAt: ports.now() };
    line.send({ type: "send_message", client_id: clientId, chat_id: this.chatId, text });
    this.cancel = ports.timer(RESEND_MS, () => this.pump());
  }

  dispose(): void {
    this.isDisposed = true;
    this.cancel();
    this.outbox.dispose();
  }

  /** How long the server still asks for patience: never longer than it asked, should the clock have been set back. */
  private blockedFor(): number {
    const now = this.ports.now();
    this.blockedUntil = Math.min(this.blockedUntil, now + this.blockedMs);
    return this.blockedUntil - now;
  }

  /** How long the answer to what is under way may still take; what went over an earlier line goes again at once. */
  private resendIn(clientId: string): number {
    const { underway } = this;
    if (underway?.clientId !== clientId || underway.generation !== this.line.generation) return 0;
    // Sent in the future: the clock was set back meanwhile, and the wait begins anew.
    underway.sentAt = Math.min(underway.sentAt, this.ports.now());
    return underway.sentAt + RESEND_MS - this.ports.now();
  }
}
