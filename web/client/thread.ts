// One chat on a client: the snapshot, its entries without gap or repeat, what is on its way, who types, who has read.
// No framework: it calls onChange, and whoever draws reads again.
import type { Chat, ChatOpened, Entry, History, Message, ServerEvent, Side, Stored } from "../protocol/protocol";
import { TYPING_SECONDS } from "../protocol/protocol";
import { advance, mergeMarks } from "./advance";
import { backoffMs } from "./backoff";
import { Courier } from "./courier";
import type { AnyCommand, Line } from "./line";
import { Marker } from "./marker";
import type { PendingMessage } from "./outbox";
import type { Ports } from "./ports";
import { Disconnected, Refused } from "./refusals";
import { Typist } from "./typist";

export type { PendingMessage } from "./outbox";

export interface ThreadOptions {
  ports: Ports;
  connection: Line;
  side: Side;
  chatId: string;
  /** The operator who writes here; their messages carry it before the server has said so. */
  operatorId?: string;
  /** Whether the other side may see the words while they are typed; else only that there is typing. */
  sharesDraft?: boolean;
  onChange(): void;
}

export interface PeerTyping {
  text: string;
  operatorId?: string;
}


export class Thread {
  chat: Chat | null = null;
  entries: readonly Entry[] = [];
  hasOlder = false;
  isLoadingOlder = false;
  peerTyping: PeerTyping | null = null;
  /** Why the chat cannot be followed, when the server said so for good. */
  refusal: Refused | null = null;
  readonly id: string;
  private readonly ports: Ports;
  private readonly connection: Line;
  private readonly courier: Courier;
  private readonly marker: Marker;
  private readonly typist: Typist;
  private isDisposed = false;
  private following: Promise<void> | null = null;
  private followedIn = -1;
  /** The highest position heard of; when it lies beyond the entries, some are missing. */
  private heardOf = 0;
  private isCatchingUp = false;
  private attempts = 0;
  private cancelFade = () => {};
  private cancelFollow = () => {};

  constructor(private readonly options: ThreadOptions) {
    this.id = options.chatId;
    this.ports = options.ports;
    this.connection = options.connection;
    const isFollowed = () => this.followedIn === this.connection.generation;
    this.courier = new Courier(options.ports, options.connection, options.chatId, isFollowed, () => this.changed());
    this.marker = new Marker(options.ports, options.connection, options.chatId, options.side);
    this.typist = new Typist(options.ports, options.connection, options.chatId, options.sharesDraft ?? false);
  }

  /** What was written here and is not confirmed yet, in order. */
  get pending(): readonly PendingMessage[] {
    return this.courier.messages;
  }

  /** The position of the last entry that is here without a gap. */
  get reached(): number {
    return this.entries[this.entries.length - 1]?.position ?? 0;
  }

  /** How many of the other side's messages here have not been read. */
  get unread(): number {
    const read = this.marker.read;
    return this.entries.filter((entry) => isFromPeer(entry, this.options.side) && entry.position > read).length;
  }

  /** How far a message of one's own has come. */
  stateOf(entry: Entry): "stored" | "delivered" | "read" {
    const marks = this.chat?.marks ?? {};
    const isVisitors = this.options.side === "visitor";
    const read = (isVisitors ? marks.operator_read : marks.visitor_read) ?? 0;
    const delivered = (isVisitors ? marks.operator_delivered : marks.visitor_delivered) ?? 0;
    if (entry.position <= read) return "read";
    return entry.position <= delivered ? "delivered" : "stored";
  }

  /** Show the chat's newest entries and follow it. Refuses a chat that is not ours, with `Refused`. */
  open(): Promise<void> {
    return this.follow(() => ({ type: "open_chat", client_id: this.ports.newId(), chat_id: this.id }));
  }

  /** Follow from where we are: after a gap, a reconnect or a sleep. */
  resume(): Promise<void> {
    if (this.entries.length === 0) return this.open();
    return this.follow(() => ({
      type: "resume", client_id: this.ports.newId(), chat_id: this.id, after: this.reached,
    }));
  }

  /** Take what a welcome or an opening brought. Entries that do not reach back to ours are fetched instead. */
  adopt(chat: Chat, entries: readonly Entry[], hasOlder: boolean): void {
    const isFirst = this.entries.length === 0;
    const first = entries[0]?.position ?? 0;
    this.followedIn = this.connection.generation;
    this.refusal = null;
    this.takeSnapshot(chat);
    if (isFirst) this.hasOlder = hasOlder;
    if (isFirst) this.append(entries, Math.max(0, first - 1));
    else this.append(entries, this.reached);
    this.settle();
  }

  /** Load the entries before the first one here. */
  async loadOlder(): Promise<void> {
    const first = this.entries[0]?.position;
    if (!this.hasOlder || this.isLoadingOlder || first === undefined) return;
    this.isLoadingOlder = true;
    this.changed();
    try {
      const history = (await this.connection.request({
        type: "read_history", client_id: this.ports.newId(), chat_id: this.id, before: first,
      })) as History;
      const older = (history.entries ?? []).filter((entry) => entry.position < first);
      this.entries = [...older, ...this.entries];
      this.hasOlder = history.has_older ?? false;
    } catch (error) {
      if (!(error instanceof Disconnected) && !(error instanceof Refused)) throw error;
    } finally {
      this.isLoadingOlder = false;
      this.changed();
    }
  }

  /** Write a message: it is drawn at once, kept until confirmed, and sent when its turn comes. Refuses an id that is here already. */
  send(text: string, clientId: string = this.ports.newId()): void {
    this.typist.sent();
    const isHere = this.entries.some((entry) => entry.kind === "message" && entry.client_id === clientId);
    if (!isHere) this.courier.add(text, clientId);
    this.changed();
  }

  /** Try a failed message again. */
  retry(clientId: string): void {
    this.courier.retry(clientId);
    this.changed();
  }

  /** Give a message up and return its text, so that it can be put back where it was written. */
  discard(clientId: string): string {
    const text = this.courier.remove(clientId);
    this.courier.pump();
    this.changed();
    return text;
  }

  /** Tell the other side that something is being typed; empty text ends it. Sends at most once in 1.5 s. */
  setTyping(text: string): void {
    this.typist.type(text);
  }

  /** A person could see the end of the thread. */
  markRead(): void {
    this.marker.note({ read: this.lastFromPeer });
  }

  /** End the chat. */
  async end(): Promise<void> {
    await this.connection.request({ type: "end_chat", client_id: this.ports.newId(), chat_id: this.id });
  }

  /** Operator: make the chat one's own. Rejects with `Refused` (`conflict`) when a colleague was quicker. */
  async take(): Promise<void> {
    await this.connection.request({ type: "take_chat", client_id: this.ports.newId(), chat_id: this.id });
  }

  /** Visitor: judge the chat, 1 to 5. */
  async rate(score: number, comment: string): Promise<void> {
    await this.connection.request({ type: "rate_chat", client_id: this.ports.newId(), chat_id: this.id, score, comment });
  }

  /** Take in an event. Those of other chats are ignored. */
  handle(event: ServerEvent): void {
    switch (event.type) {
      case "stored":
        if (event.chat_id === this.id) this.stored(event);
        return;
      case "refused":
        if (event.client_id && this.courier.has(event.client_id)) this.courier.refused(event.client_id, new Refused(event));
        return;
      case "entry_added":
        if (event.chat_id === this.id) this.added(event.entry);
        return;
      case "marked":
        if (event.chat_id !== this.id || !this.chat) return;
        this.takeMarks(event.marks);
        return this.changed();
      case "typing_changed":
        if (event.chat_id === this.id && event.side !== this.options.side) this.heardTyping(event);
    }
  }

  /** Stop following and forget all timers. Unsent messages stay in the store, and can still be discarded. */
  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    if (this.followedIn === this.connection.generation) this.connection.send({ type: "leave_chat", chat_id: this.id });
    this.cancelFade();
    this.cancelFollow();
    this.courier.dispose();
    this.marker.dispose();
    this.typist.dispose();
  }

  private follow(command: () => AnyCommand & { client_id: string }): Promise<void> {
    this.following ??= this.fetch(command).finally(() => {
      this.following = null;
    });
    return this.following;
  }

  private async fetch(command: () => AnyCommand & { client_id: string }): Promise<void> {
    try {
      const opened = (await this.connection.request(command())) as ChatOpened;
      // Resuming answers with what comes right after; only the first opening says what lies before.
      this.adopt(opened.chat, opened.entries ?? [], opened.has_older ?? false);
    } catch (error) {
      if (error instanceof Refused && !error.isRetryable) {
        this.refusal = error;
        this.changed();
      } else if (error instanceof Refused) this.followLater(error);
      throw error;
    }
  }

  private followLater(refusal?: Refused): void {
    const wait = (refusal?.retryAfterSeconds ?? 0) * 1000 || backoffMs(this.attempts++, this.ports.random);
    this.cancelFollow();
    this.cancelFollow = this.ports.timer(wait, () => void this.resume().catch(() => {}));
  }

  private takeSnapshot(chat: Chat): void {
    const isNewer = !this.chat || (chat.last_position ?? 0) >= (this.chat.last_position ?? 0);
    this.heardOf = Math.max(this.heardOf, chat.last_position ?? 0);
    if (isNewer) this.chat = { ...chat, marks: mergeMarks(this.chat?.marks, chat.marks) };
    this.takeMarks(chat.marks ?? {});
    this.marker.confirmed(chat.marks ?? {});
  }

  private takeMarks(marks: NonNullable<Chat["marks"]>): void {
    if (this.chat) this.chat = { ...this.chat, marks: mergeMarks(this.chat.marks, marks) };
    this.marker.heard(marks);
  }

  private stored(event: Stored): void {
    const text = this.courier.stored(event);
    if (event.position <= this.reached) this.courier.remove(event.client_id);
    this.heardOf = Math.max(this.heardOf, event.position);
    const { side, operatorId } = this.options;
    if (text !== undefined) {
      const message: Message = {
        kind: "message", position: event.position, created_at: event.created_at,
        author: side, text, client_id: event.client_id,
        ...(side === "operator" && operatorId ? { operator_id: operatorId } : {}),
      };
      this.append([message], this.reached);
    }
    this.settle();
  }

  private added(entry: Entry): void {
    this.heardOf = Math.max(this.heardOf, entry.position);
    this.append([entry], this.reached);
    this.settle();
  }

  /** Apply those that follow `reached`, drop those that are known, stop at a gap. */
  private append(entries: readonly Entry[], reached: number): void {
    const fresh: Entry[] = [];
    for (const entry of entries) {
      if (entry.position <= reached) continue;
      if (entry.position > reached + 1) break;
      reached = entry.position;
      fresh.push(entry);
      if (this.chat && reached === (this.chat.last_position ?? 0) + 1) this.chat = advance(this.chat, entry);
      if (entry.kind === "message" && entry.author === this.options.side) this.courier.remove(entry.client_id);
      if (isFromPeer(entry, this.options.side) || entry.kind === "ended") this.fadeTyping();
    }
    if (fresh.length === 0) return;
    this.entries = [...this.entries, ...fresh];
    this.marker.note({ delivered: this.lastFromPeer });
  }

  private get lastFromPeer(): number {
    for (let index = this.entries.length - 1; index >= 0; index--) {
      const entry = this.entries[index];
      if (entry && isFromPeer(entry, this.options.side)) return entry.position;
    }
    return 0;
  }

  /** After anything new: fetch what is missing, send what is due, and say that we have changed. */
  private settle(): void {
    void this.catchUp();
    this.courier.pump();
    this.changed();
  }

  private async catchUp(): Promise<void> {
    if (this.isCatchingUp) return;
    this.isCatchingUp = true;
    try {
      // What is under way may bring the rest; what it does not bring is asked for after it.
      await this.following?.catch(() => {});
      while (this.heardOf > this.reached && this.connection.state === "online" && !this.isDisposed) {
        const before = this.reached;
        await this.resume();
        if (this.reached === before) return this.followLater();
      }
    } catch (error) {
      // A broken line resumes when it is back; a refusal has been dealt with where it came in.
      if (!(error instanceof Disconnected) && !(error instanceof Refused)) throw error;
    } finally {
      this.isCatchingUp = false;
    }
  }

  private heardTyping(event: { is_typing: boolean; text?: string; operator_id?: string | null }): void {
    this.cancelFade();
    this.peerTyping = event.is_typing ? { text: event.text ?? "", operatorId: event.operator_id ?? undefined } : null;
    if (event.is_typing) {
      this.cancelFade = this.ports.timer(TYPING_SECONDS * 1000, () => {
        this.peerTyping = null;
        this.changed();
      });
    }
    this.changed();
  }

  private fadeTyping(): void {
    this.cancelFade();
    this.peerTyping = null;
  }

  private changed(): void {
    if (!this.isDisposed) this.options.onChange();
  }
}

function isFromPeer(entry: Entry, side: Side): boolean {
  return entry.kind === "message" && entry.author !== side;
}
