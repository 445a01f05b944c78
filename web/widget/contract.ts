// What the loader and the panel agree on, and what the host page may call.
import type { SiteLook } from "../protocol/protocol";

/** Who the visitor is on the host's own site, signed by the host's server; see the page on identity. */
export interface HostIdentity {
  externalId: string;
  signature: string;
  /** Unix seconds. */
  expiresAt: number;
  name?: string;
  email?: string;
}

/** What the host page told about the visitor. Kept in memory only until the visitor's first click. */
export interface Facts {
  identity?: HostIdentity;
  name?: string;
  email?: string;
  fields?: Record<string, string>;
}

export type EventName =
  | "ready" | "open" | "close" | "status" | "chat_started" | "message" | "chat_ended" | "rated" | "unread";

/** `window.Parlour` once the script has run. */
export interface ParlourApi {
  open(): void;
  close(): void;
  hide(): void;
  show(): void;
  identify(identity: HostIdentity): void;
  setFields(fields: Record<string, string>): void;
  setVisitor(visitor: { name?: string; email?: string }): void;
  signOut(): void;
  /** Hear of an event; returns how to stop hearing. */
  on(event: EventName, listener: (detail: unknown) => void): () => void;
  /** `["open"]`, `["identify", {...}]`, or a function that is handed the API: as the queue takes them before the script has run. */
  push(...calls: QueuedCall[]): void;
}

export type QueuedCall = [method: string, ...values: unknown[]] | ((api: ParlourApi) => void);

/** What the loader hands to the panel. */
export interface Mount {
  root: ShadowRoot;
  bubble: HTMLButtonElement;
  badge: HTMLElement;
  base: string;
  publicKey: string;
  look: SiteLook;
  language: Language;
  facts: Facts;
  emit(event: EventName, detail?: unknown): void;
}

/** The visitor's click, which alone may store anything and takes the focus along; the page's own wish; or the page before. */
export type Opener = "visitor" | "page" | "restore";

/** What the panel hands back. */
export interface PanelHandle {
  open(by: Opener): void;
  close(): void;
  tell(facts: Facts): void;
  signOut(): void;
  readonly isOpen: boolean;
}

export const LANGUAGES = ["en", "cs", "ro", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The prefix of everything that the widget stores on the host's origin. */
export function storePrefix(publicKey: string): string {
  return `parlour:${publicKey}:`;
}
