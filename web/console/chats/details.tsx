import { BadgeCheck, X } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Chat, VisitorCard } from "../../protocol/protocol";
import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { IconButton } from "../../ui/button";
import { Skeleton } from "../../ui/states";
import { PaneHead } from "../frame/pane";
import { useLive } from "../live/context";
import { locale, t } from "../messages";
import { fullTime } from "../time";
import { EarlierChats } from "./earlier";
import { webAddress } from "./linkify";
import { TranscriptPane } from "./transcript-pane";
import { visitorName } from "../visitor-name";

interface DetailsProps {
  chat: Pick<Chat, "id" | "site_id" | "started_at"> | null;
  visitor: VisitorCard | null;
  onClose(): void;
}

/** Who the visitor is, where they are, and what was said before. An earlier chat is read in place. */
export function Details({ chat, visitor, onClose }: DetailsProps) {
  const [readingId, setReadingId] = useState<string | null>(null);
  return (
    <section class="details-pane" aria-label={t("chat.details")}>
      {readingId ? (
        <TranscriptPane key={readingId} chatId={readingId} title={t("details.reading")} onBack={() => setReadingId(null)} />
      ) : (
        <>
          <PaneHead level={2} title={t("details.title")}>
            <IconButton label={t("word.close")} onClick={onClose}>
              <X size={18} aria-hidden="true" />
            </IconButton>
          </PaneHead>
          <div class="details">
            {chat && visitor ? <Card chat={chat} visitor={visitor} onRead={setReadingId} /> : <CardSkeleton />}
          </div>
        </>
      )}
    </section>
  );
}

function Card({ chat, visitor, onRead }: { chat: NonNullable<DetailsProps["chat"]>; visitor: VisitorCard; onRead(chatId: string): void }) {
  const live = useLive();
  const presence = live.presence(visitor.is_online);
  const site = live.sites.value.find((each) => each.id === chat.site_id);
  const fields = Object.entries(visitor.fields ?? {});
  const name = visitorName(visitor.name, visitor.id);
  return (
    <>
      <div class="details__who">
        <Avatar id={visitor.id} name={name} size="l" presence={presence} />
        <div class="list-row__body">
          <p class="details__name" dir="auto">
            {name}
          </p>
          {presence && <p class="details__presence">{t(presence === "here" ? "chats.here" : "chats.left")}</p>}
        </div>
        {visitor.is_verified && (
          <span data-tip={t("details.verified_text")}>
            <Badge tone="ok" icon={<BadgeCheck size={12} aria-hidden="true" />}>
              {t("details.verified")}
            </Badge>
          </span>
        )}
      </div>
      <Section title={t("details.who")}>
        {!visitor.name && !visitor.email && fields.length === 0 ? (
          <p class="details__none">{t("details.no_contact")}</p>
        ) : (
          <dl class="facts">
            <Fact label={t("word.name")} value={visitor.name} />
            <Fact label={t("word.email")} value={visitor.email} />
            {fields.map(([key, value]) => (
              <Fact key={key} label={key} value={value} />
            ))}
          </dl>
        )}
      </Section>
      <Section title={t(presence === "here" ? "details.where" : "details.last_page")}>
        <PageFacts visitor={visitor} />
      </Section>
      <Section title={t("details.device")}>
        <dl class="facts">
          <Fact label={t("details.browser")} value={visitor.browser} />
          <Fact label={t("details.system")} value={visitor.system} />
          <Fact label={t("details.language")} value={languageName(visitor.language)} />
          <Fact label={t("details.address")} value={visitor.short_address} />
          <Fact label={t("details.site")} value={site?.name} />
          <Fact label={t("details.since")} value={fullTime(chat.started_at)} />
        </dl>
      </Section>
      <Section title={t("details.earlier")}>
        <EarlierChats key={visitor.id} visitorId={visitor.id} currentChatId={chat.id} onRead={onRead} />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="details__section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Fact({ label, value }: { label: string; value: string | null | undefined }) {
  if (!value) return null;
  return (
    <div class="facts__line">
      <dt>{label}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
}

/** The address comes from outside: shown as text, and a link only where it is http or https. */
function PageFacts({ visitor }: { visitor: VisitorCard }) {
  const page = visitor.page;
  if (!page?.url) return <p class="details__none">{t("details.page_none")}</p>;
  const href = webAddress(page.url);
  return (
    <>
      {page.title && (
        <p class="details__page" dir="auto">
          {page.title}
        </p>
      )}
      <p class="details__url" dir="ltr">
        {href ? (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow">
            {page.url}
          </a>
        ) : (
          page.url
        )}
      </p>
      {page.referrer && (
        <dl class="facts">
          <Fact label={t("details.from")} value={page.referrer} />
        </dl>
      )}
    </>
  );
}

function languageName(tag: string | undefined): string | undefined {
  if (!tag) return undefined;
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(tag);
  } catch {
    // Not a language tag: a visitor's browser may say anything.
    return tag;
  }
}

function CardSkeleton() {
  return (
    <div class="details__who" role="status">
      <span class="hidden-visually">{t("word.loading")}</span>
      <Skeleton width={44} height={44} isRound />
      <span class="list-row__body">
        <Skeleton width="60%" />
      </span>
    </div>
  );
}
