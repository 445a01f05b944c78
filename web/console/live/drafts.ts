// What an operator has begun to write, per chat; survives a reload.
import type { StorePort } from "../../client/ports";

const PREFIX = "draft:";

/** The text begun in this chat, or an empty one. */
export function readDraft(store: StorePort, chatId: string): string {
  return store.read(PREFIX + chatId) ?? "";
}

/** Keep it, or forget it when it is empty. */
export function keepDraft(store: StorePort, chatId: string, text: string): void {
  store.write(PREFIX + chatId, text === "" ? null : text);
}
