// A chat's entries as lines to draw: days, notes about what happened, and what was said, joined where one person goes on.
import type { PendingMessage } from "../../client/thread";
import type { Ended, Entry, Message, Rated, Side, Taken } from "../../protocol/protocol";
import { isSameDay } from "../time";

export interface Said {
  kind: "said";
  key: string;
  side: Side;
  text: string;
  at: string;
  operatorId: string | null;
  /** First or last of what one person said in a row. */
  isFirst: boolean;
  isLast: boolean;
  /** Absent while it is on its way. */
  entry?: Message;
  pending?: PendingMessage;
}

export type LogItem = { kind: "day"; key: string; at: string } | { kind: "note"; key: string; entry: Taken | Ended | Rated } | Said;

/** A pause longer than this begins a new group. */
const PAUSE_MS = 5 * 60_000;

/** The lines of a log, in order: what is stored, then what is on its way. */
export function logItems(entries: readonly Entry[], pending: readonly PendingMessage[]): LogItem[] {
  const items: LogItem[] = [];
  for (const entry of entries) {
    addDay(items, entry.created_at);
    items.push(entry.kind === "message" ? saidOf(entry) : { kind: "note", key: `${entry.position}`, entry });
  }
  for (const message of pending) {
    const at = new Date(message.writtenAt).toISOString();
    addDay(items, at);
    items.push({
      kind: "said", key: message.clientId, side: "operator", text: message.text, at, operatorId: null, isFirst: true, isLast: true, pending: message,
    });
  }
  return joined(items);
}

function addDay(items: LogItem[], at: string): void {
  const last = items.at(-1);
  const before = last && (last.kind === "note" ? last.entry.created_at : last.at);
  if (!before || !isSameDay(before, at)) items.push({ kind: "day", key: `day-${items.length}-${at.slice(0, 10)}`, at });
}

function saidOf(entry: Message): Said {
  // The client_id is the key on both sides of the acknowledgement: the bubble is the same one, and only its mark changes.
  const key = entry.author === "operator" ? entry.client_id : `${entry.position}`;
  return {
    kind: "said", key, side: entry.author, text: entry.text, at: entry.created_at, operatorId: entry.operator_id ?? null, isFirst: true, isLast: true, entry,
  };
}

function joined(items: LogItem[]): LogItem[] {
  for (let index = 1; index < items.length; index++) {
    const [before, item] = [items[index - 1]!, items[index]!];
    if (before.kind !== "said" || item.kind !== "said" || !goesOn(before, item)) continue;
    before.isLast = false;
    item.isFirst = false;
  }
  return items;
}

function goesOn(before: Said, item: Said): boolean {
  const isSamePerson = before.side === item.side && (before.operatorId === item.operatorId || Boolean(item.pending));
  return isSamePerson && Date.parse(item.at) - Date.parse(before.at) < PAUSE_MS;
}
