import { ChevronRight } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { SkeletonRows } from "../../ui/states";
import { api, type ArchiveRow } from "../api";
import { t } from "../messages";
import { shortTime } from "../time";

/** The visitor's chats before this one, the newest first. */
export function EarlierChats({ visitorId, currentChatId, onRead }: { visitorId: string; currentChatId: string; onRead(chatId: string): void }) {
  const [rows, setRows] = useState<ArchiveRow[] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    api.earlierChats(visitorId).then(
      (page) => setRows(page.rows.filter((row) => row.id !== currentChatId)),
      () => setFailed(true),
    );
  };
  useEffect(load, [visitorId, currentChatId]);

  if (hasFailed) {
    return (
      <p class="details__none">
        {t("details.earlier_failed")}{" "}
        <Button size="small" onClick={load}>
          {t("app.try_again")}
        </Button>
      </p>
    );
  }
  if (!rows) return <SkeletonRows count={2} label={t("word.loading")} />;
  if (rows.length === 0) return <p class="details__none">{t("details.earlier_none")}</p>;
  return (
    <ul class="earlier">
      {rows.map((row) => (
        <li key={row.id}>
          <button type="button" class="earlier__row" onClick={() => onRead(row.id)}>
            <span class="cut" dir="auto">
              {row.last_text}
            </span>
            <time dateTime={row.last_at}>{shortTime(row.last_at)}</time>
            <ChevronRight size={14} class="icon--turns" aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
