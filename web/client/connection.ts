// One living line to the server: opens, proves who we are, keeps the heart beating, comes back by itself, and says honestly
// how it stands. It knows nothing of chats.
import { HEARTBEAT_SECONDS, type ServerEvent } from "../protocol/protocol";
import { backoffMs } from "./backoff";
import type { Ports } from "./ports";
import { Disconnected, Refused } from "./refusals";
import { ABNORMAL, pollTransport, socketTransport, type Transport } from "./transports";

/** `online` only after the server's welcome; `waiting` between two attempts; `closed` when told not to come back. */
export type ConnectionState = "idle" | "connecting" | "online" | "waiting" | "closed";

export interface StateInfo {
  retryAt: number | null;
  reason?: string;
}

export interface ConnectionOptions<Command, Event> {
  ports: Ports;
  socketUrl: string;
  pollUrl: string;
  /** The first frame of each connection: `authenticate` for visitors, null for operators. */
  hello: () => Command | null;
  onEvent(event: Event): void;
  onState(state: ConnectionState, info: StateInfo): void;
}

interface Waiter<Event> {
  resolve(event: Event): void;
  reject(error: Error): void;
  cancelTimer(): void;
}

const SIGNED_OUT = 4001;
const FORBIDDEN = 4003;
const TOO_MANY = 4029;
const SLOW_ATTEMPT = 4;
const TICK_MS = 5_000;
const ANSWER_MS = 20_000;
/** After a sleep the line is probably dead: do not wait a whole heartbeat to find out. */
const SUSPICION_MS = 5_000;
const WELCOME_MS = 15_000;
const REQUEST_MS = 30_000;
const STEADY_MS = 5_000;
const SOCKET_FAILURES_BEFORE_POLLING = 2;
const SOCKET_AGAIN_MS = 5 * 60_000;
const LEAST_BETWEEN_ATTEMPTS_MS = 1_000;

export class Connection<Command extends { type: string }, Event extends ServerEvent = ServerEvent> {
  state: ConnectionState = "idle";
  /** Grows with every welcome: what was sent under an earlier number may have been lost. */
  generation = 0;
  private readonly ports: Ports;
  private transport: Transport | null = null;
  private readonly waiters = new Map<string, Waiter<Event>>();
  private attempt = 0;
  private attemptedAt = 0;
  private socketFailures = 0;
  private onlineAt = 0;
  private sentAt = 0;
  private pingedAt: number | null = null;
  private answerMs = ANSWER_MS;
  private tickedAt = 0;
  private farewell: { code: string; after: number | null } | null = null;
  private cancels = new Set<() => void>();

  constructor(private readonly options: ConnectionOptions<Command, Event>) {
    this.ports = options.ports;
  }

  /** Begin to connect. Does nothing when already begun. */
  start(): void {
    if (this.state === "idle" || this.state === "closed") this.connect();
  }

  /** Hang up and stay away until `start`. */
  stop(): void {
    this.drop();
    this.become("idle", { retryAt: null });
  }

  /** The network or the page came back, or the machine woke: reconnect now, or make sure that the line still lives. */
  wake(): void {
    if (this.state === "waiting") {
      const since = this.ports.now() - this.attemptedAt;
      if (since >= LEAST_BETWEEN_ATTEMPTS_MS) {
        this.attempt = 0;
        this.connect();
      }
    } else if (this.state === "online") this.suspect();
  }

  /** Send without waiting for an answer. Returns false when nobody is there to hear it. */
  send(command: Command): boolean {
    if (this.state !== "online" || !this.transport) return false;
    this.sentAt = this.ports.now();
    this.transport.send(command);
    return true;
  }

  /** Send and wait for the one answer. Rejects with `Refused`, or with `Disconnected` when the answer cannot come any more. */
  request(command: Command & { client_id: string }): Promise<Event> {
    return new Promise((resolve, reject) => {
      const id = command.client_id;
      const cancelTimer = this.ports.timer(REQUEST_MS, () => this.settle(id)?.reject(new Disconnected()));
      this.waiters.set(id, { resolve, reject, cancelTimer });
      if (!this.send(command)) this.settle(id)?.reject(new Disconnected());
    });
  }

  private connect(): void {
    this.drop();
    this.attemptedAt = this.ports.now();
    this.become("connecting", { retryAt: null });
    const isPolling = this.socketFailures >= SOCKET_FAILURES_BEFORE_POLLING;
    const open = isPolling ? pollTransport : socketTransport;
    const url = isPolling ? this.options.pollUrl : this.options.socketUrl;
    const handlers = {
      first: () => this.options.hello(),
      onEvent: (event: ServerEvent) => this.hear(event as Event),
      onLost: (code: number, refusal?: Refused) => this.lost(code, refusal),
    };
    try {
      this.transport = open(this.ports, url, handlers);
    } catch {
      // A page's Content-Security-Policy can forbid the address; browsers then throw instead of closing.
      this.lost(ABNORMAL);
      return;
    }
    this.after(WELCOME_MS, () => this.state === "connecting" && this.lost(ABNORMAL));
  }

  private hear(event: Event): void {
    this.pingedAt = null;
    if (event.type === "pong") return;
    if (event.type === "goodbye") this.farewell = { code: event.code, after: event.reconnect_after_seconds ?? null };
    const isFirst = this.state === "connecting" && event.type.startsWith("welcome_");
    if (isFirst) this.arrive();
    this.options.onEvent(event);
    if (isFirst && this.state === "online") this.options.onState("online", { retryAt: null });
    const id = "client_id" in event ? event.client_id : null;
    if (id) this.answer(id, event);
    // Refused before the welcome: the door did not let us in, and would not the next time either.
    if (event.type === "refused" && this.state === "connecting") this.lost(ABNORMAL, new Refused(event));
  }

  private arrive(): void {
    const now = this.ports.now();
    this.generation++;
    this.onlineAt = this.sentAt = this.tickedAt = now;
    if (this.transport?.kind === "socket") this.socketFailures = 0;
    else this.after(SOCKET_AGAIN_MS, () => this.trySocket());
    this.state = "online";
    this.after(TICK_MS, () => this.tick());
  }

  private answer(id: string, event: Event): void {
    const waiter = this.settle(id);
    if (event.type === "refused") waiter?.reject(new Refused(event));
    else waiter?.resolve(event);
  }

  private settle(id: string): Waiter<Event> | undefined {
    const waiter = this.waiters.get(id);
    waiter?.cancelTimer();
    this.waiters.delete(id);
    return waiter;
  }

  private tick(): void {
    const now = this.ports.now();
    // Timers stand still while the machine sleeps: a tick that comes far too late means that we were away.
    if (now - this.tickedAt > TICK_MS * 3) this.suspect();
    this.tickedAt = now;
    if (this.pingedAt !== null && now - this.pingedAt >= this.answerMs) return this.lost(ABNORMAL);
    if (this.pingedAt === null && now - this.sentAt >= (HEARTBEAT_SECONDS - 1) * 1000) this.ping(ANSWER_MS);
    this.after(TICK_MS, () => this.tick());
  }

  private ping(answerMs: number): void {
    this.pingedAt = this.sentAt = this.ports.now();
    this.answerMs = answerMs;
    this.transport?.send({ type: "ping" });
  }

  private suspect(): void {
    this.ping(SUSPICION_MS);
    const asked = this.pingedAt;
    this.after(SUSPICION_MS, () => {
      if (this.pingedAt === asked && asked !== null) this.lost(ABNORMAL);
    });
  }

  /** Polling works; see whether sockets do again, and move over without a break if so. */
  private trySocket(): void {
    const probe = this.ports.openSocket(this.options.socketUrl);
    probe.onOpen = () => {
      probe.onClose = () => {};
      probe.close();
      this.socketFailures = SOCKET_FAILURES_BEFORE_POLLING - 1;
      if (this.state === "online" && this.transport?.kind === "poll") this.connect();
    };
    probe.onClose = () => {
      if (this.state === "online" && this.transport?.kind === "poll") this.after(SOCKET_AGAIN_MS, () => this.trySocket());
    };
  }

  private lost(code: number, refusal?: Refused): void {
    const wasOnline = this.state === "online";
    const wasSocket = this.transport?.kind !== "poll";
    const farewell = this.farewell;
    this.drop();
    if (refusal ? isFinal(refusal, wasOnline) : code === SIGNED_OUT || code === FORBIDDEN) {
      return this.become("closed", { retryAt: null, reason: refusal?.code ?? reasonOf(code) });
    }
    if (farewell && farewell.after === null) return this.become("closed", { retryAt: null, reason: farewell.code });
    if (!wasOnline) this.socketFailures = wasSocket ? this.socketFailures + 1 : SOCKET_FAILURES_BEFORE_POLLING - 1;
    if (wasOnline && this.ports.now() - this.onlineAt >= STEADY_MS) this.attempt = 0;
    if (code === TOO_MANY) this.attempt = Math.max(this.attempt, SLOW_ATTEMPT);
    const told = farewell?.after ?? refusal?.retryAfterSeconds ?? 0;
    const wait = Math.max(backoffMs(this.attempt++, this.ports.random), told * 1000 * (1 + this.ports.random() / 2));
    this.after(wait, () => this.connect());
    this.become("waiting", { retryAt: this.ports.now() + wait, reason: farewell?.code ?? refusal?.code });
  }

  private drop(): void {
    for (const cancel of this.cancels) cancel();
    this.cancels.clear();
    this.transport?.close();
    this.transport = null;
    this.pingedAt = null;
    this.farewell = null;
    const waiters = [...this.waiters.keys()];
    for (const id of waiters) this.settle(id)?.reject(new Disconnected());
  }

  private become(state: ConnectionState, info: StateInfo): void {
    this.state = state;
    this.options.onState(state, info);
  }

  /** A timer that dies with the connection it was set for. */
  private after(ms: number, run: () => void): void {
    const cancel = this.ports.timer(ms, () => {
      this.cancels.delete(cancel);
      run();
    });
    this.cancels.add(cancel);
  }
}

/** Whether asking again is useless. While online, `not_found` only means that the server forgot our polling session. */
function isFinal(refusal: Refused, wasOnline: boolean): boolean {
  return [401, 403, 422].includes(refusal.status) || (refusal.status === 404 && !wasOnline);
}

function reasonOf(code: number): string {
  return code === SIGNED_OUT ? "not_signed_in" : "not_allowed";
}
