// Messages that the server has not confirmed yet. Each has a key of its own in the store, so that two tabs of one browser,
// which have no lock between them, cannot overwrite each other's lines.
import { toJson } from "./json";
import type { Ports } from "./ports";

export interface PendingMessage {
  clientId: string;
  chatId: string;
  text: string;
  /** Milliseconds since 1970 at which it was written; the order of sending. */
  writtenAt: number;
  state: "sending" | "failed";
  /** Why it failed: a sentence for the person. */
  message?: string;
}

interface Kept extends PendingMessage {
  /** The tab that wrote it, and sends it. */
  tab: string;
}

/** After this long another tab sends a line whose own tab has not: it may be closed, or asleep. */
const ADOPT_MS = 3_000;
const PREFIX = "outbox:";

export class Outbox {
  private lines = new Map<string, Kept>();
  /** Lines known to be in the store: when one disappears from there, another tab has dealt with it. */
  private kept = new Set<string>();
  private lastWrittenAt = 0;
  private readonly stopHearing: () => void;

  constructor(
    private readonly ports: Ports,
    private readonly chatId: string,
    private readonly onChange: () => void,
    private readonly tab: string = ports.newId(),
  ) {
    this.reload();
    this.stopHearing = ports.store.onChange((key) => {
      if (key !== null && !key.startsWith(this.prefix)) return;
      this.reload();
      this.onChange();
    });
  }

  private get prefix(): string {
    return `${PREFIX}${this.chatId}:`;
  }

  /** All lines in the order in which they were written. */
  get messages(): readonly PendingMessage[] {
    return [...this.lines.values()].sort(
      (one, other) => one.writtenAt - other.writtenAt || (one.clientId < other.clientId ? -1 : 1),
    );
  }

  /** The line whose turn it is, and in how many milliseconds this tab may send it. */
  next(): { line: PendingMessage; inMs: number } | null {
    const line = this.messages.find((each) => each.state === "sending") as Kept | undefined;
    if (!line) return null;
    // After the clock was set back a line comes from the future: far from now is old, on either side.
    const age = Math.abs(this.ports.now() - line.writtenAt);
    return { line, inMs: line.tab === this.tab ? 0 : Math.min(ADOPT_MS, Math.max(0, ADOPT_MS - age)) };
  }

  find(clientId: string): PendingMessage | null {
    return this.lines.get(clientId) ?? null;
  }

  /** Write a new line at the end. One that another tab has written under the same id stays that tab's. */
  add(text: string, clientId: string): void {
    if (this.lines.has(clientId)) return;
    // Two lines of one tab within a millisecond keep their order; so do lines written after the clock was set back.
    this.lastWrittenAt = Math.max(this.ports.now(), this.lastWrittenAt + 1);
    this.put({ clientId, chatId: this.chatId, text, writtenAt: this.lastWrittenAt, state: "sending", tab: this.tab });
  }

  /** The server refused it for good: keep the text and say why. */
  fail(clientId: string, message: string): void {
    const line = this.lines.get(clientId);
    if (line) this.put({ ...line, state: "failed", message });
  }

  /** Write a failed line again, at the end and under a new id: the old one may be the reason why it was refused. */
  retry(clientId: string): void {
    const line = this.lines.get(clientId);
    if (!line || line.state !== "failed") return;
    this.remove(clientId);
    this.add(line.text, this.ports.newId());
  }

  /** Take a line out: it is stored, or given up. Returns its text. */
  remove(clientId: string): string {
    const text = this.lines.get(clientId)?.text ?? "";
    this.lines.delete(clientId);
    this.kept.delete(clientId);
    this.ports.store.write(this.prefix + clientId, null);
    return text;
  }

  dispose(): void {
    this.stopHearing();
  }

  private put(line: Kept): void {
    this.lines.set(line.clientId, line);
    // A browser that does not store still sends: the line then lives as long as the page.
    if (this.ports.store.write(this.prefix + line.clientId, toJson(line))) this.kept.add(line.clientId);
  }

  private reload(): void {
    const found = new Set<string>();
    for (const key of this.ports.store.keys(this.prefix)) {
      const line = parse(this.ports.store.read(key));
      if (!line || line.chatId !== this.chatId) continue;
      found.add(line.clientId);
      this.kept.add(line.clientId);
      this.lines.set(line.clientId, line);
      this.lastWrittenAt = Math.max(this.lastWrittenAt, line.writtenAt);
    }
    for (const clientId of [...this.kept]) {
      if (found.has(clientId)) continue;
      this.kept.delete(clientId);
      this.lines.delete(clientId);
    }
  }
}

function parse(value: string | null): Kept | null {
  try {
    const line = JSON.parse(value ?? "null") as Kept | null;
    const isWhole = typeof line?.clientId === "string" && typeof line.text === "string" && Number.isFinite(line.writtenAt);
    return isWhole ? line : null;
  } catch {
    return null;
  }
}
