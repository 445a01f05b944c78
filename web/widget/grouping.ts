// How entries become what the eye sees: days, groups of one author, single lines of what happened.
import type { PendingMessage } from "../client/thread";
import type { Entry, Message } from "../protocol/protocol";
import { dayNumber } from "./words";

export type Row =
  | { kind: "day"; key: string; at: string }
  | { kind: "note"; key: string; entry: Exclude<Entry, Message> }
  | { kind: "group"; key: string; author: Message["author"]; operatorId: string | null; at: string; messages: Message[]; pending: PendingMessage[] };

/** Messages of one author within five minutes stand together. */
const TOGETHER_MS = 5 * 60_000;

export function rowsOf(entries: readonly Entry[], pending: readonly PendingMessage[]): Row[] {
  const rows: Row[] = [];
  let day = 0;
  for (const entry of entries) {
    const at = Date.parse(entry.created_at);
    if (dayNumber(at) !== day) {
      day = dayNumber(at);
      rows.push({ kind: "day", key: `day-${day}`, at: entry.created_at });
    }
    if (entry.kind !== "message") rows.push({ kind: "note", key: `n${entry.position}`, entry });
    else if (!joins(rows[rows.length - 1], entry)) rows.push(newGroup(entry));
  }
  return pending.length > 0 ? withPending(rows, pending) : rows;
}

function joins(row: Row | undefined, entry: Message): boolean {
  if (row?.kind !== "group" || row.author !== entry.author || row.operatorId !== (entry.operator_id ?? null)) return false;
  if (Date.parse(entry.created_at) - Date.parse(row.at) > TOGETHER_MS) return false;
  row.messages.push(entry);
  row.at = entry.created_at;
  return true;
}

function newGroup(entry: Message): Row {
  return {
    kind: "group", key: `g${entry.position}`, author: entry.author, operatorId: entry.operator_id ?? null,
    at: entry.created_at, messages: [entry], pending: [],
  };
}

function withPending(rows: Row[], pending: readonly PendingMessage[]): Row[] {
  const last = rows[rows.length - 1];
  const lines = [...pending];
  const first = lines[0];
  const isClose = last?.kind === "group" && first && first.writtenAt - Date.parse(last.at) <= TOGETHER_MS;
  if (last?.kind === "group" && last.author === "visitor" && isClose) last.pending = lines;
  else {
    const at = new Date(first?.writtenAt ?? 0).toISOString();
    rows.push({ kind: "group", key: "pending", author: "visitor", operatorId: null, at, messages: [], pending: lines });
  }
  return rows;
}
