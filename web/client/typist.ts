// Says that this side types: not at every key, and not after the words were sent.
import { MESSAGE_CHARACTERS } from "../protocol/protocol";
import type { Line } from "./line";
import type { Ports } from "./ports";

const EVERY_MS = 1_500;

export class Typist {
  private draft = "";
  private saidAt: number | null = null;
  private cancel = () => {};

  constructor(
    private readonly ports: Ports,
    private readonly line: Line,
    private readonly chatId: string,
    private readonly sharesDraft: boolean,
  ) {}

  /** The draft is now this; empty ends the typing. Told at most once in 1.5 s. */
  type(draft: string): void {
    this.draft = draft;
    this.cancel();
    if (draft === "" && this.saidAt === null) return;
    const wait = this.saidAt === null || draft === "" ? 0 : this.saidAt + EVERY_MS - this.ports.now();
    if (wait <= 0) this.say();
    else this.cancel = this.ports.timer(wait, () => this.say());
  }

  /** The words were sent: the message itself says that typing is over. */
  sent(): void {
    this.cancel();
    this.draft = "";
    this.saidAt = null;
  }

  dispose(): void {
    this.cancel();
  }

  private say(): void {
    const isTyping = this.draft !== "";
    this.saidAt = isTyping ? this.ports.now() : null;
    const text = this.sharesDraft ? Array.from(this.draft).slice(0, MESSAGE_CHARACTERS).join("") : "";
    this.line.send({ type: "typing", chat_id: this.chatId, is_typing: isTyping, text });
  }
}
