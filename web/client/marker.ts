// Tells the server how far this side has received and read, at most once in 300 ms, and again when the telling was lost.
import type { Marks, Side } from "../protocol/protocol";
import type { Line } from "./line";
import type { Ports } from "./ports";

const EVERY_MS = 300;

export class Marker {
  delivered = 0;
  read = 0;
  private told = { delivered: 0, read: 0 };
  private cancel: (() => void) | null = null;

  constructor(
    private readonly ports: Ports,
    private readonly line: Line,
    private readonly chatId: string,
    private readonly side: Side,
  ) {}

  /** Go up to these positions, and tell it soon. */
  note(marks: { delivered?: number; read?: number }): void {
    this.read = Math.max(this.read, marks.read ?? 0);
    this.delivered = Math.max(this.delivered, marks.delivered ?? 0, this.read);
    this.tellSoon();
  }

  /** The server says how far this side has come; another tab may have gone further. */
  heard(marks: Marks): void {
    const { delivered, read } = this.ours(marks);
    this.delivered = Math.max(this.delivered, delivered);
    this.read = Math.max(this.read, read);
  }

  /** What the server knows after a reconnect: anything beyond it was lost, and is told again. */
  confirmed(marks: Marks): void {
    this.told = this.ours(marks);
    this.tellSoon();
  }

  dispose(): void {
    this.cancel?.();
  }

  private ours(marks: Marks): { delivered: number; read: number } {
    return this.side === "visitor"
      ? { delivered: marks.visitor_delivered ?? 0, read: marks.visitor_read ?? 0 }
      : { delivered: marks.operator_delivered ?? 0, read: marks.operator_read ?? 0 };
  }

  private tellSoon(): void {
    const isNews = this.delivered > this.told.delivered || this.read > this.told.read;
    if (isNews && !this.cancel) this.cancel = this.ports.timer(EVERY_MS, () => this.tell());
  }

  private tell(): void {
    this.cancel = null;
    const marks = { delivered: this.delivered, read: this.read };
    if (this.line.send({ type: "mark", chat_id: this.chatId, ...marks })) this.told = marks;
  }
}
