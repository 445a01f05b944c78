// The chats that this console follows: all of one's own, and the last few that were looked at.
import { signal, type Signal } from "@preact/signals";
import type { Connection } from "../../client/connection";
import type { Ports } from "../../client/ports";
import { Thread } from "../../client/thread";
import type { OperatorCommand, ServerEvent } from "../../protocol/protocol";

/** More own chats than anybody answers at once; each one costs a frame at every reconnect. */
const OWN_AT_MOST = 30;
const LOOKED_AT = 6;

export interface Followed {
  thread: Thread;
  /** Grows with every change of the thread: whoever draws it reads this. */
  version: Signal<number>;
}

export class FollowedChats {
  private readonly chats = new Map<string, Followed>();
  private own: readonly string[] = [];
  private lookedAt: readonly string[] = [];
  /** Grows when a chat is followed or let go. */
  readonly version = signal(0);

  constructor(
    private readonly ports: Ports,
    private readonly connection: Connection<OperatorCommand>,
    private readonly operatorId: string,
    private readonly onChange: (chatId: string) => void,
  ) {}

  get(chatId: string): Followed | undefined {
    return this.chats.get(chatId);
  }

  /** Somebody looks at this chat: follow it if we do not yet. */
  look(chatId: string): Followed {
    this.lookedAt = [chatId, ...this.lookedAt.filter((id) => id !== chatId)].slice(0, LOOKED_AT);
    const followed = this.follow(chatId);
    this.letGo();
    return followed;
  }

  /** Follow one's own chats, so that their typing and their words are there before they are opened. */
  keep(own: readonly string[]): void {
    this.own = own.slice(0, OWN_AT_MOST);
    if (this.connection.state !== "online") return;
    for (const id of this.own) this.follow(id);
    this.letGo();
  }

  /** After a welcome: what was followed on the old connection is not on the new one. */
  resumeAll(): void {
    for (const { thread } of this.chats.values()) attend(thread);
  }

  handle(event: ServerEvent): void {
    for (const { thread } of this.chats.values()) thread.handle(event);
  }

  dispose(): void {
    for (const { thread } of this.chats.values()) thread.dispose();
    this.chats.clear();
  }

  private follow(chatId: string): Followed {
    const known = this.chats.get(chatId);
    if (known) return known;
    const version = signal(0);
    const thread = new Thread({
      ports: this.ports,
      connection: this.connection,
      side: "operator",
      chatId,
      operatorId: this.operatorId,
      onChange: () => {
        version.value = version.peek() + 1;
        this.onChange(chatId);
      },
    });
    const followed = { thread, version };
    this.chats.set(chatId, followed);
    this.version.value = this.version.peek() + 1;
    if (this.connection.state === "online") attend(thread);
    return followed;
  }

  private letGo(): void {
    const wanted = new Set([...this.own, ...this.lookedAt]);
    for (const [id, { thread }] of this.chats) {
      // Unsent words still need their thread to be sent.
      if (wanted.has(id) || thread.pending.length > 0) continue;
      thread.dispose();
      this.chats.delete(id);
    }
  }
}

/** Failing is the thread's to show: it keeps its refusal, and a lost line is followed again after the next welcome. */
function attend(thread: Thread): void {
  thread.resume().catch(() => {});
}
