// The law between snapshots and events: old snapshot + entry = new snapshot. `parlour/protocol/advance.py` says it first,
// and both are held to the fixtures in web/protocol/fixtures.
import type { Chat, Entry, Marks } from "../protocol/protocol";

/** The entry does not follow the snapshot: others are missing in between, and have to be fetched. */
export class Gap extends Error {}

/** Return the chat after the entry; one that it already holds changes nothing. Throws `Gap` when the position is not the next. */
export function advance(chat: Chat, entry: Entry): Chat {
  const reached = chat.last_position ?? 0;
  if (entry.position <= reached) return chat;
  if (entry.position > reached + 1) throw new Gap();
  const next: Chat = { ...chat, last_position: entry.position };
  switch (entry.kind) {
    case "message":
      next.last_text = excerpt(entry.text);
      next.last_author = entry.author;
      next.last_at = entry.created_at;
      return next;
    case "taken":
      next.state = "active";
      next.operator_id = entry.operator.id;
      next.operators = [...(chat.operators ?? []).filter((face) => face.id !== entry.operator.id), entry.operator];
      return next;
    case "ended":
      next.state = "ended";
      next.ended_at = entry.created_at;
      next.ended_by = entry.by;
      return next;
    case "rated":
      next.rating = { score: entry.score, ...(entry.comment ? { comment: entry.comment } : {}) };
      return next;
  }
}

/** Return the higher of each mark: marks only grow, in whatever order their events come. */
export function mergeMarks(one: Marks = {}, other: Marks = {}): Marks {
  const higher = (key: keyof Marks) => Math.max(one[key] ?? 0, other[key] ?? 0);
  return {
    visitor_delivered: higher("visitor_delivered"),
    visitor_read: higher("visitor_read"),
    operator_delivered: higher("operator_delivered"),
    operator_read: higher("operator_read"),
  };
}

// What Python's str.split() calls white space. JavaScript's \s has U+FEFF too, and lacks U+001C to U+001F and U+0085.
const WHITE = "\\t\\n\\v\\f\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const RUNS = new RegExp(`[${WHITE}]+`, "g");
const ENDS = new RegExp(`^[${WHITE}]+|[${WHITE}]+$`, "g");
const TAIL = new RegExp(`[${WHITE}]+$`);

/** Shorten a message to one line for a list row, ending with an ellipsis where something was cut. Counts code points. */
export function excerpt(text: string, atMost = 140): string {
  const flat = text.replace(RUNS, " ").replace(ENDS, "");
  const letters = Array.from(flat);
  return letters.length <= atMost ? flat : letters.slice(0, atMost - 1).join("").replace(TAIL, "") + "…";
}

/** How long a text is for the server, which counts Unicode code points and not UTF-16 units. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
