import { Archive, CircleAlert, Search, SearchX, Star, X } from "lucide-preact";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { classes } from "../../ui/classes";
import { EmptyState, SkeletonRows } from "../../ui/states";
import { Windowed } from "../../ui/windowed";
import type { ArchiveRow } from "../api";
import { TranscriptPane } from "../chats/transcript-pane";
import { PaneHead } from "../frame/pane";
import { t } from "../messages";
import { to } from "../router";
import { fullTime, shortTime } from "../time";
import { visitorName } from "../visitor-name";
import { Marked } from "./marked";
import { useArchive } from "./use-archive";

/** The ended chats: search them, and read them. */
export function ArchiveView({ chatId }: { chatId: string | null }) {
  const archive = useArchive();
  return (
    <main id="content" tabIndex={-1} class={classes("columns", chatId && "columns--open")}>
      <h1 class="hidden-visually">{t("archive.title")}</h1>
      <section class="list-pane" aria-label={t("archive.list")}>
        <PaneHead level={2} title={t("archive.title")} />
        <div class="list-pane__search" role="search">
          <label class="search">
            <span class="hidden-visually">{t("archive.search")}</span>
            <Search size={15} aria-hidden="true" />
            <input
              class="input"
              type="search"
              dir="auto"
              placeholder={t("archive.search")}
              value={archive.search}
              onInput={(event) => archive.setSearch(event.currentTarget.value)}
            />
          </label>
          <p class="hidden-visually" role="status">
            {archive.rows && archive.search && found(archive.rows.length, archive.hasMore)}
          </p>
        </div>
        <div class="list-pane__body">
          <Results archive={archive} openId={chatId} />
        </div>
      </section>
      <div class="main-pane">
        {chatId ? (
          <TranscriptPane
            key={chatId}
            chatId={chatId}
            backTo={to("archive")}
            actions={
              <a class="icon-button wide-only" href={to("archive")} aria-label={t("word.close")} data-tip={t("word.close")}>
                <X size={18} aria-hidden="true" />
              </a>
            }
          />
        ) : (
          <EmptyState icon={<Archive size={24} />} title={t("archive.pick")} />
        )}
      </div>
    </main>
  );
}

function found(count: number, hasMore: boolean): string {
  return hasMore ? t("archive.found_more", { count }) : t("archive.found", { count });
}

function Results({ archive, openId }: { archive: ReturnType<typeof useArchive>; openId: string | null }) {
  const { rows, refusal, search } = archive;
  if (refusal && !rows) {
    return (
      <EmptyState
        icon={<CircleAlert size={24} />}
        title={t("archive.failed")}
        text={refusal.message}
        action={<Button onClick={archive.again}>{t("app.try_again")}</Button>}
      />
    );
  }
  if (!rows) return <SkeletonRows count={8} label={t("word.loading")} />;
  if (rows.length === 0) {
    return search ? (
      <EmptyState
        icon={<SearchX size={24} />}
        title={t("archive.nothing_found")}
        text={t("archive.nothing_found_text")}
        action={<Button onClick={() => archive.setSearch("")}>{t("archive.clear")}</Button>}
      />
    ) : (
      <EmptyState icon={<Archive size={24} />} title={t("archive.none")} text={t("archive.none_text")} />
    );
  }
  return (
    <Windowed
      items={rows}
      keyOf={(row) => row.id}
      estimate={() => 60}
      hasRowKeys
      list={{ role: "list" }}
      rowRole="listitem"
      render={(row) => <ArchivedRow row={row} isOpen={row.id === openId} search={search} />}
      onNearEnd={archive.more}
      after={
        refusal ? (
          <p class="list-pane__more">
            <Button size="small" onClick={archive.more}>
              {t("app.try_again")}
            </Button>
          </p>
        ) : (
          archive.hasMore && <SkeletonRows count={2} label={t("word.loading")} />
        )
      }
    />
  );
}

function ArchivedRow({ row, isOpen, search }: { row: ArchiveRow; isOpen: boolean; search: string }) {
  const name = visitorName(row.visitor_name, row.visitor_id);
  const at = row.ended_at ?? row.last_at;
  return (
    <div class={classes("chat-row", isOpen && "chat-row--open")}>
      <Avatar id={row.visitor_id} name={name} />
      <div class="chat-row__body">
        <div class="chat-row__line">
          <a class="chat-row__name cut" href={to("archive", row.id)} aria-current={isOpen ? "page" : undefined} dir="auto">
            <Marked text={name} search={search} />
          </a>
          {row.rating != null && (
            <span class="chat-row__rating">
              <Star size={12} fill="currentColor" aria-hidden="true" />
              <span aria-hidden="true">{row.rating}</span>
              <span class="hidden-visually">{t("archive.rating", { score: row.rating })}</span>
            </span>
          )}
          <time class="chat-row__time" dateTime={at} title={fullTime(at)}>
            {shortTime(at)}
          </time>
        </div>
        <p class="chat-row__text cut" dir="auto">
          <Marked text={row.excerpt || row.last_text} search={search} />
        </p>
      </div>
    </div>
  );
}
