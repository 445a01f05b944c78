// Everything that happens while the console is open: one connection, the list, the colleagues, and the chats that are followed.
import { batch, computed, signal } from "@preact/signals";
import { browserPorts, browserStore, wakeOnReturn } from "../../client/browser";
import { steadyTimer } from "../../client/metronome";
import { Connection, type ConnectionState } from "../../client/connection";
import type { Ports } from "../../client/ports";
import type { ChatRow, Colleague, OperatorCommand, ServerEvent, SiteCard, VisitorCard, WelcomeOperator } from "../../protocol/protocol";
import { FollowedChats } from "./followed";
import { alertsBetween, applyRows, freshRows, groupsOf, isFree, rowFollowing, type Alert, type Rows } from "./rows";
import { expire, me } from "./session";

export interface Line {
  state: ConnectionState;
  /** When the next attempt comes, in milliseconds since 1970. */
  retryAt: number | null;
  reason: string | null;
}

export class Live {
  readonly line = signal<Line>({ state: "idle", retryAt: null, reason: null });
  /** False until the first welcome: before it, nothing is known. */
  readonly isLoaded = signal(false);
  readonly rows = signal<Rows>(new Map());
  readonly colleagues = signal<ReadonlyMap<string, Colleague>>(new Map());
  readonly sites = signal<readonly SiteCard[]>([]);
  readonly visitors = signal<ReadonlyMap<string, VisitorCard>>(new Map());
  readonly groups = computed(() => groupsOf(this.rows.value, me.value.id, this.colleagues.value));
  readonly isOnline = computed(() => this.line.value.state === "online");
  readonly ports: Ports;
  readonly connection: Connection<OperatorCommand>;
  readonly followed: FollowedChats;
  private readonly stopWaking: () => void;

  constructor(private readonly onAlerts: (alerts: Alert[]) => void) {
    // Drafts and unsent messages belong to the person, not to the browser: the next one to sign in must not see them.
    // An operator who looks at another tab is still there: the heartbeat must not slow down with the page's own timers.
    this.ports = { ...browserPorts(browserStore(`parlour:${me.value.id}:`)), timer: steadyTimer() };
    const origin = location.origin.replace(/^http/, "ws");
    this.connection = new Connection<OperatorCommand>({
      ports: this.ports,
      socketUrl: `${origin}/realtime/v1/console`,
      pollUrl: "/realtime/v1/console/poll",
      hello: () => null,
      onEvent: (event) => batch(() => this.hear(event)),
      onState: (state, info) => this.stateChanged({ state, retryAt: info.retryAt, reason: info.reason ?? null }),
    });
    this.followed = new FollowedChats(this.ports, this.connection, me.value.id, (id) => this.chatChanged(id));
    this.stopWaking = wakeOnReturn(() => this.connection.wake());
  }

  start(): void {
    this.connection.start();
  }

  stop(): void {
    this.stopWaking();
    this.followed.dispose();
    this.connection.stop();
  }

  /** Accept new chats or not. Rejects when the server did not hear it. */
  async setAvailability(accepts_chats: boolean): Promise<void> {
    await this.connection.request({ type: "set_availability", client_id: this.ports.newId(), accepts_chats });
    me.value = { ...me.value, accepts_chats };
  }

  /** Make a waiting chat one's own. Rejects with `Refused` (`conflict`), whose sentence names who was quicker. */
  async take(chatId: string): Promise<void> {
    await this.connection.request({ type: "take_chat", client_id: this.ports.newId(), chat_id: chatId });
  }

  /** Whether the chat waits for somebody to take it. */
  isFree(chat: Pick<ChatRow, "state" | "operator_id">): boolean {
    return isFree(chat, this.colleagues.value);
  }

  /** A person sees the end of this chat. */
  markRead(chatId: string): void {
    this.followed.get(chatId)?.thread.markRead();
    this.chatChanged(chatId);
  }

  /** Whether somebody is here, or undefined while the line is down: then nobody can say. */
  presence(isHere: boolean | undefined): "here" | "away" | undefined {
    if (!this.isOnline.value) return undefined;
    return isHere ? "here" : "away";
  }

  /** The name under which a colleague is known, now or in this chat. */
  nameOf(operatorId: string | null | undefined, faces: readonly { id: string; name: string }[] = []): string | null {
    if (!operatorId) return null;
    const face = this.colleagues.value.get(operatorId) ?? faces.find((each) => each.id === operatorId);
    return face?.name ?? null;
  }

  private stateChanged(line: Line): void {
    this.line.value = line;
    if (line.state === "closed" && line.reason === "not_signed_in") expire("ended");
  }

  private hear(event: ServerEvent): void {
    switch (event.type) {
      case "welcome_operator":
        this.welcome(event);
        break;
      case "rows_changed":
        this.changeRows(applyRows(this.rows.value, event.rows));
        break;
      case "colleague_changed":
        this.changeColleague(event.colleague);
        break;
      case "goodbye":
        if (event.code === "seat_removed") expire("seat_removed");
        break;
      case "colleague_removed":
        this.colleagues.value = new Map([...this.colleagues.value].filter(([id]) => id !== event.operator_id));
        break;
      case "chat_opened":
        if (event.chat.visitor) this.changeVisitor(event.chat.id, event.chat.visitor);
        break;
      case "visitor_changed":
        this.changeVisitor(event.chat_id, event.visitor);
        break;
      case "visitor_moved": {
        const visitor = this.visitors.value.get(event.chat_id);
        // The page is absent when the visitor left: the last one stays in sight.
        if (visitor) this.changeVisitor(event.chat_id, { ...visitor, is_online: event.is_online, page: event.page ?? visitor.page ?? null });
        break;
      }
    }
    this.followed.handle(event);
  }

  private welcome(event: WelcomeOperator): void {
    const isFirst = !this.isLoaded.value;
    me.value = event.me;
    this.sites.value = event.sites;
    this.colleagues.value = new Map(event.colleagues.map((each) => [each.id, each]));
    if (isFirst) this.rows.value = freshRows(event.rows);
    this.isLoaded.value = true;
    this.changeRows(freshRows(event.rows));
    this.followed.resumeAll();
  }

  private changeRows(rows: Rows): void {
    const before = this.rows.value;
    this.rows.value = rows;
    this.followed.keep(this.groups.value.mine.map((row) => row.id));
    const alerts = alertsBetween(before, rows, me.value.id);
    if (alerts.length > 0) this.onAlerts(alerts);
  }

  private chatChanged(chatId: string): void {
    const row = this.rows.value.get(chatId);
    const thread = this.followed.get(chatId)?.thread;
    if (!row || !thread?.chat) return;
    const next: ChatRow = rowFollowing(row, thread.chat, thread.unread);
    const isSame = (Object.keys(next) as (keyof ChatRow)[]).every((key) => next[key] === row[key]);
    if (!isSame) this.changeRows(new Map(this.rows.value).set(chatId, next));
  }

  private changeColleague(colleague: Colleague): void {
    this.colleagues.value = new Map(this.colleagues.value).set(colleague.id, colleague);
    if (colleague.id === me.value.id) me.value = colleague;
  }

  private changeVisitor(chatId: string, visitor: VisitorCard): void {
    this.visitors.value = new Map(this.visitors.value).set(chatId, visitor);
    const row = this.rows.value.get(chatId);
    if (!row) return;
    const isOnline = visitor.is_online ?? false;
    const name = visitor.name || row.visitor_name;
    if (isOnline === (row.is_visitor_online ?? false) && name === row.visitor_name) return;
    this.rows.value = new Map(this.rows.value).set(chatId, { ...row, is_visitor_online: isOnline, visitor_name: name });
  }
}
