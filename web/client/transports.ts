// Two ways to carry frames: a WebSocket, and HTTP polling where the network blocks sockets. Both look alike from above.
import type { ServerEvent } from "../protocol/protocol";
import { toJson } from "./json";
import type { Ports } from "./ports";
import { Refused } from "./refusals";

export interface TransportHandlers {
  /** The way is open: the first command to send, or null where the session's cookie says who one is. */
  first(): object | null;
  onEvent(event: ServerEvent): void;
  /** The way is gone, called once and never after `close`. `refusal` is present when the server told why. */
  onLost(code: number, refusal?: Refused): void;
}

export interface Transport {
  readonly kind: "socket" | "poll";
  send(command: object): void;
  close(): void;
}

/** Code that browsers report when a connection broke without a word. */
export const ABNORMAL = 1006;
const POLL_SECONDS = 25;
const POLL_RETRIES = 2;

/** Carry frames by a WebSocket. */
export function socketTransport(ports: Ports, url: string, handlers: TransportHandlers): Transport {
  let isOver = false;
  const socket = ports.openSocket(url);
  const send = (command: object) => socket.send(toJson(command));
  socket.onOpen = () => {
    const first = handlers.first();
    if (first && !isOver) send(first);
  };
  socket.onFrame = (text) => {
    if (!isOver) handlers.onEvent(JSON.parse(text) as ServerEvent);
  };
  socket.onClose = (code) => {
    if (isOver) return;
    isOver = true;
    handlers.onLost(code);
  };
  return {
    kind: "socket",
    send,
    close() {
      isOver = true;
      socket.close();
    },
  };
}

interface PollAnswer {
  session: string;
  events: [number, ServerEvent][];
}

/** Carry frames by HTTP: one request waits for events, another carries what we say. */
export function pollTransport(ports: Ports, url: string, handlers: TransportHandlers): Transport {
  const abort = new AbortController();
  let session: string | null = null;
  let after = 0;
  let isOver = false;
  let isSending = false;
  let queue: object[] = [];

  const ask = async (frames: object[], waitSeconds: number) => {
    const body = { session, after, frames, wait_seconds: waitSeconds };
    const answer = (await ports.post(url, body, abort.signal)) as PollAnswer;
    if (isOver) return;
    session = answer.session;
    // Two requests are under way at once, so the same events may come in both answers.
    for (const [number, event] of answer.events) {
      if (number <= after || isOver) continue;
      after = number;
      handlers.onEvent(event);
    }
  };
  const lose = (error: unknown) => {
    if (isOver) return;
    isOver = true;
    abort.abort();
    handlers.onLost(ABNORMAL, error instanceof Refused ? error : undefined);
  };
  // Frames go one request after the other: two at once could overtake each other.
  const flush = async () => {
    if (isSending || session === null) return;
    isSending = true;
    while (queue.length > 0 && !isOver) {
      const frames = queue;
      queue = [];
      await ask(frames, 0);
    }
    isSending = false;
  };
  const listen = async () => {
    let failures = 0;
    while (!isOver) {
      try {
        await ask([], POLL_SECONDS);
        failures = 0;
      } catch (error) {
        // Some proxies cut every long request. The server keeps events until they are confirmed, so asking again is harmless.
        if (error instanceof Refused || ++failures > POLL_RETRIES) throw error;
        await new Promise<void>((resume) => ports.timer(1000, resume));
      }
    }
  };
  const run = async () => {
    const first = handlers.first();
    await ask(first ? [first] : [], 0);
    void flush().catch(lose);
    await listen();
  };
  void run().catch(lose);

  return {
    kind: "poll",
    send(command) {
      queue.push(command);
      void flush().catch(lose);
    },
    close() {
      isOver = true;
      abort.abort();
    },
  };
}
