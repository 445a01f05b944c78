// The visitor's side of everything, without a page to draw on: the key, the line, the chat, and what other tabs did.
import { Connection, type ConnectionState } from "../client/connection";
import type { Ports, StorePort } from "../client/ports";
import { Disconnected, Refused } from "../client/refusals";
import { Thread } from "../client/thread";
import type {
  Chat, ChatOpened, FormField, Identity, Page, ServerEvent, SiteLook, VisitorCommand, WelcomeVisitor,
} from "../protocol/protocol";
import type { EventName, Facts } from "./contract";
import { isFormOld, questionsOf } from "./questions";
import { Start, type StartAnswers, type WaitingLine } from "./start";

export interface SessionOptions {
  ports: Ports;
  base: string;
  publicKey: string;
  look: SiteLook;
  language: string;
  facts: Facts;
  newKey(): string;
  page(): Page;
  onChange(): void;
  /** Words that were written in a chat which is shown no more, and not sent: they go back to whoever wrote them. */
  onUnsent(words: string): void;
  emit(event: EventName, detail?: unknown): void;
}

const SIGN_OUT_MS = 5_000;

export class VisitorSession {
  look: SiteLook;
  name = "";
  email = "";
  connectionState: ConnectionState = "idle";
  retryAt: number | null = null;
  thread: Thread | null = null;
  /** The first message of a chat that does not exist yet. */
  readonly start: Start;
  private facts: Facts;
  private identityUnderway: Facts["identity"];
  private readonly connection: Connection<VisitorCommand>;
  private readonly store: StorePort;
  private arrived: (() => void) | null = null;
  private announced = 0;
  private unreadTold = 0;

  constructor(private readonly options: SessionOptions) {
    this.store = options.ports.store;
    this.look = options.look;
    this.facts = options.facts;
    const address = `${options.base}/realtime/v1/sites/${options.publicKey}`;
    this.connection = new Connection<VisitorCommand>({
      ports: options.ports,
      socketUrl: address.replace(/^http/, "ws"),
      pollUrl: `${address}/poll`,
      hello: () => this.hello(),
      onEvent: (event) => this.handle(event),
      onState: (state, info) => this.lineChanged(state, info.retryAt),
    });
    this.start = new Start(options.ports, this.connection, {
      onOpened: (opened, more) => this.started(opened, more),
      isFormOld: (refusal) => isFormOld(this.questions, refusal),
      onOutdated: () => this.reconnect(),
      onChange: () => this.changed(),
    });
    this.store.onChange((key) => this.storeChanged(key));
    // The chat of the last page goes on here; until the welcome it is drawn as loading, not as the greeting.
    const [chatId] = this.store.read("chat")?.split("|") ?? [];
    if (chatId && this.isKnown) this.show(chatId);
  }

  /** Whether this browser has been here before, and may go on without a new click. */
  get isKnown(): boolean {
    return this.store.read("key") !== null;
  }

  /** Whether a chat was going on here when the page was left. */
  get hasOpenChat(): boolean {
    return this.isKnown && (this.store.read("chat")?.endsWith("|open") ?? false);
  }

  get isBegun(): boolean {
    return this.connectionState !== "idle";
  }

  get unread(): number {
    return this.thread?.unread ?? 0;
  }

  /** What is asked before a chat. */
  get questions(): FormField[] {
    return questionsOf(this.look, this.email);
  }

  /** What the answers may begin with: what the visitor told before, else what the host page knows. */
  get knownAnswers(): { name: string; email: string } {
    const { name, email, identity } = this.facts;
    return { name: this.name || name || identity?.name || "", email: this.email || email || identity?.email || "" };
  }

  /** The visitor's click: from here on there is a key, and a line. */
  begin(): void {
    if (!this.isKnown) this.store.write("key", this.options.newKey());
    this.connection.start();
  }

  /** Hang up while nobody looks. */
  rest(): void {
    this.connection.stop();
  }

  wake(): void {
    this.connection.wake();
  }

  /** Begin a chat with its first message. */
  startChat(answers: StartAnswers): void {
    this.begin();
    // What visitors say of themselves is not overwritten by what the page says of them.
    const { name, email } = answers;
    this.facts = { ...this.facts, ...(name && { name: undefined }), ...(email && { email: undefined }) };
    this.start.begin(answers);
  }

  /** Say something in the chat that goes on, or in the one that is about to. */
  say(text: string): void {
    if (this.thread) this.thread.send(text);
    else this.start.add(text);
  }

  /** Put the chat that is shown away, so that another can be started. */
  dismiss(): void {
    this.show(null);
    this.changed();
  }

  /** The host page tells who the visitor is or what it knows. Sent once there is a line. */
  tell(facts: Facts): void {
    this.facts = {
      identity: facts.identity ?? this.facts.identity,
      name: facts.name ?? this.facts.name,
      email: facts.email ?? this.facts.email,
      fields: { ...this.facts.fields, ...facts.fields },
    };
    this.tellFacts();
  }

  /** Forget this browser, here and on the server. */
  async signOut(): Promise<void> {
    this.facts = {};
    if (!this.isKnown) return this.forget();
    await this.online();
    const command = { type: "sign_out", client_id: this.options.ports.newId() } as const;
    await this.connection.request(command).catch((error) => {
      if (!(error instanceof Disconnected) && !(error instanceof Refused)) throw error;
    });
    this.forget();
  }

  visitPage(): void {
    this.connection.send({ type: "visit_page", page: this.options.page() });
  }

  /** Wait for the line, but not for long: who signs out may be about to close the page. */
  private online(): Promise<void> {
    if (this.connectionState === "online") return Promise.resolve();
    this.connection.start();
    return new Promise((resolve) => {
      this.arrived = resolve;
      this.options.ports.timer(SIGN_OUT_MS, resolve);
    });
  }

  private hello(): VisitorCommand {
    const key = this.store.read("key") ?? this.options.newKey();
    this.store.write("key", key);
    const { identity } = this.facts;
    this.identityUnderway = identity && this.store.read("who") !== identity.externalId ? identity : undefined;
    return {
      type: "authenticate", visitor_key: key, language: this.options.language, page: this.options.page(),
      ...(this.identityUnderway ? { identity: onWire(this.identityUnderway) } : {}),
    };
  }

  private handle(event: ServerEvent): void {
    switch (event.type) {
      case "welcome_visitor":
        return this.welcome(event);
      case "availability_changed":
        this.look = { ...this.look, is_online: event.is_online, operators: event.operators ?? [] };
        this.options.emit("status", { isOnline: event.is_online });
        return this.changed();
      default: {
        const before = this.thread?.chat;
        this.thread?.handle(event);
        if (event.type === "entry_added" && before && event.chat_id === before.id) this.announce(before.state);
      }
    }
  }

  private welcome(event: WelcomeVisitor): void {
    this.look = event.site;
    this.name = event.name ?? "";
    this.email = event.email ?? "";
    // The old key opens nothing any more: whoever put it into this browser is out (session fixation).
    if (event.visitor_key) this.store.write("key", event.visitor_key);
    if (this.identityUnderway) {
      this.store.write("who", this.identityUnderway.externalId);
      this.identityUnderway = undefined;
    }
    this.takeChat(event.chat ?? null, event);
    this.options.emit("status", { isOnline: event.site.is_online ?? false });
    this.tellFacts();
    this.start.resume();
    this.changed();
  }

  /** Show the newest chat, unless it has ended and was put away here. */
  private takeChat(chat: Chat | null, event: WelcomeVisitor): void {
    const shown = this.store.read("chat")?.split("|")[0];
    if (!chat || (chat.state === "ended" && shown !== chat.id)) {
      if (this.thread && this.thread.id !== chat?.id) this.show(null);
      return;
    }
    this.show(chat.id);
    this.thread?.adopt(chat, event.entries ?? [], event.has_older ?? false);
    this.remember();
  }

  private started(opened: ChatOpened, more: readonly WaitingLine[]): void {
    this.show(opened.chat.id);
    this.thread?.adopt(opened.chat, opened.entries ?? [], opened.has_older ?? false);
    this.remember();
    this.tellFacts();
    for (const { text, clientId } of more) this.thread?.send(text, clientId);
    this.options.emit("chat_started", { chatId: opened.chat.id });
    this.changed();
  }

  private show(chatId: string | null): void {
    if (this.thread?.id === chatId) return;
    const unsent = this.leave();
    // Where the key is gone somebody has signed out: what they wrote is nobody's to see.
    if (unsent && this.isKnown) this.options.onUnsent(unsent);
    this.announced = 0;
    this.thread = chatId === null ? null : new Thread({
      ports: this.options.ports, connection: this.connection, side: "visitor", chatId,
      sharesDraft: this.look.is_preview_on ?? false,
      onChange: () => this.threadChanged(),
    });
    if (chatId === null) this.store.write("chat", null);
  }

  /** Stop following the chat that is shown, and take out of it what was not sent. */
  private leave(): string {
    const { thread } = this;
    // First: each line that is taken out would send the next.
    thread?.dispose();
    return thread?.pending.map((line) => thread.discard(line.clientId)).join("\n\n") ?? "";
  }

  private threadChanged(): void {
    this.remember();
    if (this.thread && this.announced === 0) this.announced = this.thread.reached;
    if (this.unread !== this.unreadTold) {
      this.unreadTold = this.unread;
      this.options.emit("unread", { count: this.unread });
    }
    this.changed();
  }

  /** Tell the host page what is new in the chat. */
  private announce(stateBefore: Chat["state"]): void {
    const { thread } = this;
    if (!thread) return;
    for (const entry of thread.entries) {
      if (entry.position <= this.announced) continue;
      this.announced = entry.position;
      if (entry.kind === "message" && entry.author === "operator") this.options.emit("message", { text: entry.text });
      if (entry.kind === "rated") this.options.emit("rated", { score: entry.score });
    }
    if (stateBefore !== "ended" && thread.chat?.state === "ended") this.options.emit("chat_ended", { chatId: thread.id });
  }

  /** The loader of the next page and the other tabs read which chat goes on. */
  private remember(): void {
    const { thread } = this;
    if (!thread?.chat) return;
    const value = `${thread.id}|${thread.chat.state === "ended" ? "ended" : "open"}`;
    if (this.store.read("chat") !== value) this.store.write("chat", value);
  }

  private lineChanged(state: ConnectionState, retryAt: number | null): void {
    this.connectionState = state;
    this.retryAt = retryAt;
    if (state === "online") this.arrived?.();
    if (state === "closed" && this.identityUnderway) {
      // The host's signature did not hold. That is no reason to keep the visitor from talking.
      this.facts = { ...this.facts, identity: undefined };
      this.identityUnderway = undefined;
      this.connection.start();
    }
    this.changed();
  }

  private storeChanged(key: string | null): void {
    if (key === "key" || key === null) this.keyChanged();
    if (key === "chat" || key === null) this.chatChanged();
  }

  private keyChanged(): void {
    if (!this.isBegun) return;
    if (this.isKnown) return this.reconnect();
    this.connection.stop();
    this.show(null);
    this.changed();
  }

  private reconnect(): void {
    this.connection.stop();
    this.connection.start();
  }

  private chatChanged(): void {
    const [chatId = null] = this.store.read("chat")?.split("|") ?? [];
    if (chatId === (this.thread?.id ?? null)) return;
    this.show(chatId);
    this.thread?.open().catch((error) => {
      // This line was opened before the key was known to the server: said again, it is.
      if (error instanceof Refused && error.code === "not_signed_in") this.reconnect();
    });
    this.changed();
  }

  private tellFacts(): void {
    if (this.connection.state !== "online") return;
    const told = this.facts;
    const { identity, name, email, fields } = told;
    const client_id = this.options.ports.newId();
    if (identity && this.store.read("who") !== identity.externalId) this.identify(identity);
    const hasFields = fields && Object.keys(fields).length > 0;
    // Before the first chat the server keeps nothing of anybody: what the page knows waits here until then.
    if (!this.thread?.chat || (!name && !email && !hasFields)) return;
    this.connection.request({ type: "describe_visitor", client_id, name, email, fields }).then(
      () => {
        if (this.facts === told) this.facts = { identity };
      },
      // What was refused is refused again; a lost line tells it with the next welcome.
      (error) => {
        if (error instanceof Refused && !error.isRetryable && this.facts === told) this.facts = { identity };
      },
    );
  }

  private identify(identity: NonNullable<Facts["identity"]>): void {
    const command = { type: "identify", client_id: this.options.ports.newId(), identity: onWire(identity) } as const;
    this.identityUnderway = identity;
    this.connection.request(command).catch((error) => {
      this.identityUnderway = undefined;
      // A signature that was refused is refused tomorrow, too; a lost line tells it again with the next welcome.
      if (error instanceof Refused) this.facts = { ...this.facts, identity: undefined };
    });
  }

  private forget(): void {
    this.connection.stop();
    for (const key of this.store.keys("")) this.store.write(key, null);
    this.show(null);
    this.start.forget();
    this.name = this.email = "";
    this.changed();
  }

  private changed(): void {
    this.options.onChange();
  }
}

function onWire(identity: NonNullable<Facts["identity"]>): Identity {
  const { externalId, signature, expiresAt, name, email } = identity;
  return { external_id: externalId, signature, expires_at: expiresAt, ...(name ? { name } : {}), ...(email ? { email } : {}) };
}
