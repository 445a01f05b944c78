// The list of open chats as a pure model: what the server sent, what is older than what we know, and in which group a line stands.
import { UNREAD_COUNTED, type Chat, type ChatRow } from "../../protocol/protocol";

/** All lines by chat. Ended chats stay in it, so that an older line cannot bring one back. */
export type Rows = ReadonlyMap<string, ChatRow>;
/** Who has a seat, by id. */
export type Seats = Pick<ReadonlySet<string>, "has">;
export type GroupName = "mine" | "waiting" | "others";
export type Groups = Record<GroupName, readonly ChatRow[]>;

/** The lines of a welcome replace all that was known. */
export function freshRows(rows: readonly ChatRow[]): Rows {
  return new Map(rows.map((row) => [row.id, row]));
}

/** Take in lines as the server saw them. Of those that are older than ours only the visitor is news: coming and going has no position. */
export function applyRows(known: Rows, rows: readonly ChatRow[]): Rows {
  const next = new Map(known);
  for (const row of rows) {
    const before = next.get(row.id);
    next.set(row.id, before && isOlder(row, before) ? { ...before, ...visitorOf(row) } : row);
  }
  return next;
}

function visitorOf({ visitor_name, is_visitor_online }: ChatRow): Pick<ChatRow, "visitor_name" | "is_visitor_online"> {
  return { visitor_name, is_visitor_online };
}

function isOlder(row: ChatRow, known: ChatRow): boolean {
  if (row.last_position !== known.last_position) return row.last_position < known.last_position;
  return (row.operator_read ?? 0) < (known.operator_read ?? 0);
}

/** A chat that we follow says more than its line, and sooner: bring the line up to it. */
export function rowFollowing(row: ChatRow, chat: Chat, unread: number): ChatRow {
  const position = chat.last_position ?? 0;
  if (position < row.last_position) return row;
  return {
    ...row,
    state: chat.state,
    operator_id: chat.operator_id ?? null,
    last_position: position,
    last_text: chat.last_text ?? row.last_text,
    last_author: chat.last_author ?? row.last_author ?? null,
    last_at: chat.last_at ?? row.last_at,
    operator_read: Math.max(row.operator_read ?? 0, chat.marks?.operator_read ?? 0, unread === 0 ? position : 0),
    unread: Math.min(unread, UNREAD_COUNTED),
  };
}

/** Whether anybody may take the chat: nobody has, or the seat of whoever did was taken away. */
export function isFree(chat: Pick<ChatRow, "state" | "operator_id">, seats: Seats): boolean {
  return chat.state === "waiting" || (chat.state === "active" && !seats.has(chat.operator_id ?? ""));
}

/** The open chats in their groups, the newest activity on top. */
export function groupsOf(rows: Rows, myId: string, seats: Seats): Groups {
  const open = [...rows.values()].filter((row) => row.state !== "ended").sort(byActivity);
  const taken = open.filter((row) => !isFree(row, seats));
  return {
    mine: taken.filter((row) => row.operator_id === myId),
    waiting: open.filter((row) => isFree(row, seats)),
    others: taken.filter((row) => row.operator_id !== myId),
  };
}

function byActivity(one: ChatRow, other: ChatRow): number {
  return Date.parse(other.last_at) - Date.parse(one.last_at) || (one.id < other.id ? -1 : 1);
}

/** How many chats ask for this operator: unread messages of one's own, and everyone who waits. */
export function attention(groups: Groups): number {
  return groups.mine.reduce((sum, row) => sum + (row.unread ?? 0), 0) + groups.waiting.length;
}

export interface Alert {
  kind: "waiting" | "message";
  row: ChatRow;
}

/** What a person wants to hear of between two states of the list: somebody new waits, or a visitor wrote in one's own chat. */
export function alertsBetween(before: Rows, after: Rows, myId: string): Alert[] {
  const alerts: Alert[] = [];
  for (const row of after.values()) {
    const known = before.get(row.id);
    if (known === row) continue;
    if (row.state === "waiting" && !known) alerts.push({ kind: "waiting", row });
    const isMine = row.state === "active" && row.operator_id === myId;
    const isNews = row.last_position > (known?.last_position ?? 0) && (row.unread ?? 0) > 0;
    if (isMine && isNews && row.last_author === "visitor") alerts.push({ kind: "message", row });
  }
  return alerts;
}
