// A small server that keeps the law of docs/subjects/realtime.md, behind a network that a test can spoil.
import type { Chat, Entry, Marks, Message, OperatorCommand, ServerEvent, Side, VisitorCommand } from "../../protocol/protocol";
import { advance, mergeMarks } from "../advance";
import type { Ports, SocketPort, StorePort } from "../ports";
import { Refused } from "../refusals";
import { Clock, seeded } from "./clock";

export const CHAT = `cht_${"0".repeat(32)}`;
const ADA = { id: "opr_ada", name: "Ada" };
const LOOK = { name: "Shop", color: "#1f6f5c" };

type AnyCommand = VisitorCommand | OperatorCommand;

interface Peer {
  side: Side;
  isKnown: boolean;
  follows: boolean;
  hear(event: ServerEvent): void;
  cut(code: number): void;
}

/** What the network does to a connection; changed by the tests as they go. */
export interface Weather {
  latencyMs(): number;
  /** How long a connection may live. */
  lifeMs(): number;
  blocksSockets: boolean;
  isDown: boolean;
}

export class House {
  readonly clock = new Clock();
  readonly entries: Entry[] = [];
  chat: Chat;
  peers = new Set<Peer>();
  weather: Weather = { latencyMs: () => 10, lifeMs: () => Infinity, blocksSockets: false, isDown: false };
  /** Refuse the next messages with this. */
  refuseNext: { code: string; message: string; status: number; is_retryable?: boolean; retry_after_seconds?: number }[] = [];
  /** Every text of a send_message that reached us, repeats too. */
  readonly heardTexts: string[] = [];
  isSilent = false;
  welcomes = 0;
  polls = 0;
  private shelves = new Map<string, Map<string, string>>();
  private hearers = new Map<string, Set<{ tab: object; listener: (key: string | null) => void }>>();
  private ids = 0;
  private sessions = new Map<string, PollSession>();

  constructor(readonly random = seeded(1)) {
    this.chat = { id: CHAT, site_id: "sit_1", state: "waiting", started_at: this.stamp(), last_position: 0, marks: {} };
    this.store("visitor", "hello", "first-message");
  }

  stamp(): string {
    return new Date(this.clock.now).toISOString();
  }

  /** Write something into the chat, as a command would. A known client_id is answered with its first position. */
  store(author: Side, text: string, clientId = `server-${this.ids++}`): Message {
    const known = this.entries.find((each): each is Message => each.kind === "message" && each.client_id === clientId);
    if (known) return known;
    const position = this.entries.length + 1;
    const message: Message = { kind: "message", position, created_at: this.stamp(), author, text, client_id: clientId };
    this.add(message);
    return message;
  }

  add(entry: Entry, except?: Peer): void {
    this.entries.push(entry);
    this.chat = advance(this.chat, entry);
    this.tell({ type: "entry_added", chat_id: CHAT, entry }, except);
  }

  tell(event: ServerEvent, except?: Peer): void {
    for (const peer of this.peers) if (peer.follows && peer !== except) peer.hear(event);
  }

  /** Stop the process: every line breaks, what is stored stays. */
  restart(code = 1001): void {
    for (const peer of [...this.peers]) peer.cut(code);
    this.sessions.clear();
  }

  /** Ports for one tab of a browser; tabs of the same browser share its store. */
  ports(side: Side, browser = "one"): Ports {
    const { clock, random } = this;
    return {
      now: () => clock.now, timer: clock.timer, random,
      newId: () => `id-${String(this.ids++).padStart(8, "0")}`,
      openSocket: () => this.openSocket(side),
      post: (_url, body) => this.post(side, body as PollBody),
      store: this.storeOf(browser),
    };
  }

  private storeOf(browser: string): StorePort {
    const values = this.shelves.get(browser) ?? new Map<string, string>();
    const hearers = this.hearers.get(browser) ?? new Set();
    this.shelves.set(browser, values);
    this.hearers.set(browser, hearers);
    const tab = {};
    return {
      read: (key) => values.get(key) ?? null,
      write: (key, value) => {
        if ((values.get(key) ?? null) === value) return true;
        if (value === null) values.delete(key);
        else values.set(key, value);
        // As in a browser: the other tabs hear of what has changed, a little later.
        for (const each of hearers) if (each.tab !== tab) this.clock.timer(1, () => each.listener(key));
        return true;
      },
      keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
      onChange: (listener) => {
        const hearer = { tab, listener };
        hearers.add(hearer);
        return () => hearers.delete(hearer);
      },
    };
  }

  private openSocket(side: Side): SocketPort {
    const { clock, weather } = this;
    let isOpen = false;
    let isGone = false;
    // One line keeps its order: nothing arrives before what was sent earlier.
    let upAt = 0;
    let downAt = 0;
    const later = (at: number, run: () => void) => {
      clock.timer(at - clock.now, () => isGone || run());
      return at;
    };
    const port: SocketPort = {
      onOpen: () => {}, onFrame: () => {}, onClose: () => {},
      send: (text) => {
        upAt = later(Math.max(upAt, clock.now + weather.latencyMs()), () => this.receive(peer, JSON.parse(text)));
      },
      close: () => {
        isGone = true;
        this.peers.delete(peer);
      },
    };
    const peer: Peer = {
      side, isKnown: false, follows: false,
      hear: (event) => {
        downAt = later(Math.max(downAt, clock.now + weather.latencyMs()), () => port.onFrame(JSON.stringify(event)));
      },
      cut: (code) => {
        if (isGone) return;
        isGone = true;
        this.peers.delete(peer);
        port.onClose(code, "");
      },
    };
    later(clock.now + weather.latencyMs(), () => {
      if (weather.isDown || weather.blocksSockets) return peer.cut(1006);
      isOpen = true;
      this.peers.add(peer);
      const life = weather.lifeMs();
      if (life !== Infinity) later(clock.now + life, () => peer.cut(1006));
      port.onOpen();
      if (side === "operator" && isOpen) this.welcome(peer);
    });
    return port;
  }

  private async post(side: Side, body: PollBody): Promise<unknown> {
    const { clock, weather } = this;
    const pause = (ms: number) => new Promise<void>((resume) => clock.timer(ms, resume));
    await pause(weather.latencyMs());
    if (weather.isDown || this.random() * 60_000 > weather.lifeMs() * 4) throw new Error("network");
    this.polls++;
    let session = body.session === null ? undefined : this.sessions.get(body.session);
    if (body.session !== null && !session) throw new Refused({ code: "not_found", message: "Gone.", status: 404 });
    session ??= this.newSession(side);
    session.events = session.events.filter(([number]) => number > body.after);
    for (const frame of body.frames) this.receive(session.peer, frame);
    for (let waited = 0; waited < body.wait_seconds * 1000 && session.events.length === 0; waited += 200) await pause(200);
    const answer = { session: session.id, events: structuredClone(session.events) };
    await pause(weather.latencyMs());
    if (weather.isDown) throw new Error("network");
    return answer;
  }

  private newSession(side: Side): PollSession {
    const id = `session-${this.ids++}`;
    let number = 0;
    const session: PollSession = {
      id, events: [],
      peer: {
        side, isKnown: false, follows: false,
        hear: (event) => session.events.push([++number, event]),
        cut: () => {
          this.sessions.delete(id);
          this.peers.delete(session.peer);
        },
      },
    };
    this.sessions.set(id, session);
    this.peers.add(session.peer);
    if (side === "operator") this.welcome(session.peer);
    return session;
  }

  private welcome(peer: Peer): void {
    this.welcomes++;
    peer.isKnown = true;
    if (peer.side === "operator") {
      const me = { ...ADA, email: "ada@example.org", role: "owner" as const };
      peer.hear({ type: "welcome_operator", server_time: this.stamp(), me, organization_name: "Shop", colleagues: [], sites: [], rows: [] });
      return;
    }
    peer.follows = true;
    const entries = this.entries.slice(-5);
    peer.hear({
      type: "welcome_visitor", server_time: this.stamp(), site: LOOK, chat: this.chat, entries,
      has_older: this.entries.length > entries.length,
    });
  }

  private receive(peer: Peer, command: AnyCommand): void {
    if (this.isSilent) return;
    switch (command.type) {
      case "authenticate": return this.welcome(peer);
      case "ping": return peer.hear({ type: "pong" });
      case "send_message": return this.receiveMessage(peer, command);
      case "open_chat": return this.open(peer, command.client_id, Math.max(0, this.entries.length - 5));
      case "resume": return this.open(peer, command.client_id, command.after);
      case "leave_chat": peer.follows = false; return;
      case "read_history": {
        const older = this.entries.filter((entry) => entry.position < command.before).slice(-5);
        return peer.hear({
          type: "history", client_id: command.client_id, chat_id: CHAT, entries: older, has_older: (older[0]?.position ?? 1) > 1,
        });
      }
      case "mark": return this.mark(peer.side, command.delivered ?? 0, command.read ?? 0);
      case "typing":
        return this.tell({ type: "typing_changed", chat_id: CHAT, side: peer.side, is_typing: command.is_typing ?? true, text: command.text }, peer);
      case "take_chat":
        this.add({ kind: "taken", position: this.entries.length + 1, created_at: this.stamp(), operator: ADA });
        return peer.hear({ type: "done", client_id: command.client_id });
      case "end_chat":
        if (this.chat.state !== "ended") {
          this.add({ kind: "ended", position: this.entries.length + 1, created_at: this.stamp(), by: peer.side });
        }
        return peer.hear({ type: "done", client_id: command.client_id });
    }
  }

  private receiveMessage(peer: Peer, command: { client_id: string; text: string }): void {
    const refusal = this.refuseNext.shift();
    if (refusal) return peer.hear({ type: "refused", client_id: command.client_id, ...refusal });
    if (!peer.follows) return peer.hear({ type: "refused", client_id: command.client_id, code: "not_allowed", message: "Open it first.", status: 403 });
    this.heardTexts.push(command.text);
    const position = this.entries.length + 1;
    const known = this.entries.find((each) => each.kind === "message" && each.client_id === command.client_id);
    const created_at = known?.created_at ?? this.stamp();
    if (!known) {
      this.add({ kind: "message", position, created_at, author: peer.side, text: command.text, client_id: command.client_id }, peer);
    }
    peer.hear({ type: "stored", client_id: command.client_id, chat_id: CHAT, position: known?.position ?? position, created_at });
  }

  private open(peer: Peer, clientId: string, after: number): void {
    peer.follows = true;
    const entries = this.entries.filter((entry) => entry.position > after).slice(0, 5);
    const last = entries[entries.length - 1]?.position ?? this.entries.length;
    peer.hear({
      type: "chat_opened", client_id: clientId, chat: this.chat, entries,
      has_older: (entries[0]?.position ?? 1) > 1, has_newer: last < this.entries.length,
    });
  }

  private mark(side: Side, delivered: number, read: number): void {
    const marks: Marks = side === "visitor"
      ? { visitor_delivered: Math.max(delivered, read), visitor_read: read }
      : { operator_delivered: Math.max(delivered, read), operator_read: read };
    this.chat = { ...this.chat, marks: mergeMarks(this.chat.marks, marks) };
    this.tell({ type: "marked", chat_id: CHAT, marks: this.chat.marks ?? {} });
  }
}

interface PollBody {
  session: string | null;
  after: number;
  frames: AnyCommand[];
  wait_seconds: number;
}

interface PollSession {
  id: string;
  events: [number, ServerEvent][];
  peer: Peer;
}
