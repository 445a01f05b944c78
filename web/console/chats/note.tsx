import { CircleStop, Hand, Star } from "lucide-preact";
import type { Ended, Rated, Taken } from "../../protocol/protocol";
import { t } from "../messages";
import { timeOfDay } from "../time";

interface NoteProps {
  entry: Taken | Ended | Rated;
  myId: string;
  visitorName: string;
  nameOf(operatorId: string | null | undefined): string;
}

/** A quiet line in the log about what happened. */
export function Note({ entry, myId, visitorName, nameOf }: NoteProps) {
  return (
    <div class="note">
      {icon(entry)}
      <span dir="auto">{words(entry, myId, visitorName, nameOf)}</span>
      <time dateTime={entry.created_at}>{timeOfDay(entry.created_at)}</time>
      {entry.kind === "rated" && entry.comment && (
        <q class="note__comment" dir="auto">
          {entry.comment}
        </q>
      )}
    </div>
  );
}

function icon(entry: NoteProps["entry"]) {
  if (entry.kind === "taken") return <Hand size={13} aria-hidden="true" />;
  if (entry.kind === "ended") return <CircleStop size={13} aria-hidden="true" />;
  return (
    <span class="stars" aria-hidden="true">
      {[1, 2, 3, 4, 5].map((each) => (
        <Star key={each} size={13} fill={each <= entry.score ? "currentColor" : "none"} />
      ))}
    </span>
  );
}

function words(entry: NoteProps["entry"], myId: string, visitorName: string, nameOf: NoteProps["nameOf"]): string {
  if (entry.kind === "rated") return t("chat.rated", { count: entry.score });
  if (entry.kind === "taken") {
    return entry.operator.id === myId ? t("chat.taken_by_you") : t("chat.taken_by", { name: entry.operator.name });
  }
  if (entry.by === "visitor") return t("chat.ended_by", { name: visitorName });
  return entry.operator_id === myId ? t("chat.ended_by_you") : t("chat.ended_by", { name: nameOf(entry.operator_id) });
}
