// Everything that comes from outside is injected, so that a session can be tested without a network, a clock or a page.

/** One WebSocket, reduced to what the session needs. Handlers are set by whoever opened it. */
export interface SocketPort {
  onOpen: () => void;
  onFrame: (text: string) => void;
  onClose: (code: number, reason: string) => void;
  send(text: string): void;
  close(): void;
}

/** A small shared store of strings: localStorage in a browser, a map in a test. */
export interface StorePort {
  read(key: string): string | null;
  /** Write or, with null, remove. Returns false when the browser does not let us store (private mode, full disk). */
  write(key: string, value: string | null): boolean;
  keys(prefix: string): string[];
  /** Hear of changes made by other tabs; null means that anything may have changed. Returns how to stop hearing. */
  onChange(listener: (key: string | null) => void): () => void;
}

export interface Ports {
  /** Milliseconds since 1970. */
  now(): number;
  /** Run once after the time; returns how to cancel it. */
  timer(ms: number, run: () => void): () => void;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** A new client_id: 8 to 64 of `A-Z a-z 0-9 _ -`. */
  newId(): string;
  openSocket(url: string): SocketPort;
  /** POST JSON and return the decoded answer. Rejects with `Refused` where the server refused, with any other error where it was not reached. */
  post(url: string, body: unknown, signal?: AbortSignal): Promise<unknown>;
  store: StorePort;
}

/** A store that remembers, for as long as the page lives, what the one below did not take. `write` still says whether it is kept for longer. */
export function withMemory(below: StorePort): StorePort {
  const memory = memoryStore();
  return {
    read: (key) => memory.read(key) ?? below.read(key),
    write(key, value) {
      const isKept = below.write(key, value);
      memory.write(key, isKept ? null : value);
      return isKept;
    },
    keys: (prefix) => [...new Set([...memory.keys(prefix), ...below.keys(prefix)])],
    onChange: (listener) =>
      below.onChange((key) => {
        // What another tab could write is newer than what this one could not.
        if (key !== null) memory.write(key, null);
        listener(key);
      }),
  };
}

/** A store that forgets when the page goes: where the browser allows no other. */
export function memoryStore(): StorePort {
  const values = new Map<string, string>();
  return {
    read: (key) => values.get(key) ?? null,
    write(key, value) {
      if (value === null) values.delete(key);
      else values.set(key, value);
      return true;
    },
    keys: (prefix) => [...values.keys()].filter((key) => key.startsWith(prefix)),
    onChange: () => () => {},
  };
}
