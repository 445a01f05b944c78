// The real ports. The only file of the client that knows a browser.
import { toJson } from "./json";
import { type Ports, type SocketPort, type StorePort, withMemory } from "./ports";
import { Refused } from "./refusals";

/** Everything from outside, as a browser gives it. Operators are known by the session cookie; visitors say "omit": never by one. */
export function browserPorts(store: StorePort, credentials: "same-origin" | "omit" = "same-origin"): Ports {
  return {
    now: () => Date.now(),
    timer(ms, run) {
      const id = setTimeout(run, ms);
      return () => clearTimeout(id);
    },
    random: () => Math.random(),
    newId,
    openSocket,
    post: (url, body, signal) => post(url, body, credentials, signal),
    store,
  };
}

/** localStorage under a prefix of our own, shared by all tabs of the site. Where that is forbidden or full, this page alone remembers. */
export function browserStore(prefix: string): StorePort {
  const attempt = <T>(action: () => T, otherwise: T): T => {
    try {
      return action();
    } catch {
      return otherwise;
    }
  };
  return withMemory({
    read: (key) => attempt(() => localStorage.getItem(prefix + key), null),
    write: (key, value) =>
      attempt(() => {
        if (value === null) localStorage.removeItem(prefix + key);
        else localStorage.setItem(prefix + key, value);
        return true;
      }, false),
    keys: (start) => attempt(() => keysUnder(prefix + start).map((key) => key.slice(prefix.length)), []),
    onChange(listener) {
      const hear = (event: StorageEvent) => {
        if (event.key === null) listener(null);
        else if (event.key.startsWith(prefix)) listener(event.key.slice(prefix.length));
      };
      addEventListener("storage", hear);
      return () => removeEventListener("storage", hear);
    },
  });
}

/** Wake the connection when the browser says that the network or the page is back. Returns how to stop. */
export function wakeOnReturn(wake: () => void): () => void {
  const seen = () => document.visibilityState === "visible" && wake();
  addEventListener("online", wake);
  // Going offline wakes too: the line is then tried at once, and honestly reported as gone.
  addEventListener("offline", wake);
  addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("online", wake);
    removeEventListener("offline", wake);
    removeEventListener("pageshow", wake);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** Random bytes as base64url: 32 bytes make a visitor key of 43 letters. */
export function randomToken(bytes: number): string {
  let letters = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes))) letters += String.fromCharCode(byte);
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// crypto.randomUUID exists on secure pages only; a widget may stand on a plain-HTTP page of an intranet.
function newId(): string {
  return randomToken(16);
}

function keysUnder(start: string): string[] {
  const found: string[] = [];
  for (let index = 0; index < localStorage.length; index++) {
    const key = localStorage.key(index);
    if (key?.startsWith(start)) found.push(key);
  }
  return found;
}

function openSocket(url: string): SocketPort {
  const socket = new WebSocket(url);
  const port: SocketPort = {
    onOpen: () => {},
    onFrame: () => {},
    onClose: () => {},
    send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text),
    close: () => socket.close(),
  };
  socket.onopen = () => port.onOpen();
  socket.onmessage = (event) => typeof event.data === "string" && port.onFrame(event.data);
  socket.onclose = (event) => port.onClose(event.code, event.reason);
  return port;
}

async function post(url: string, body: unknown, credentials: RequestCredentials, signal?: AbortSignal): Promise<unknown> {
  const answer = await fetch(url, {
    method: "POST",
    credentials,
    headers: { "Content-Type": "application/json", ...(credentials === "omit" ? {} : csrf()) },
    body: toJson(body),
    signal,
  });
  const told = (await answer.json().catch(() => null)) as Record<string, unknown> | null;
  if (answer.ok) return told;
  if (typeof told?.["code"] === "string") throw new Refused(told as never);
  throw new Error(`HTTP ${answer.status}`);
}

function csrf(): Record<string, string> {
  const token = /(?:^|; )parlour_csrf=([^;]+)/.exec(document.cookie)?.[1];
  return token ? { "X-CSRFToken": token } : {};
}
