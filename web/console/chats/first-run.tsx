import { ChevronRight, CodeXml, MessagesSquare, Store, UserPlus } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { EmptyState } from "../../ui/states";
import { api } from "../api";
import { useLive } from "../live/context";
import { t, type MessageKey } from "../messages";
import { to } from "../router";

const steps: readonly { icon: typeof Store; title: MessageKey & `first.${string}`; text: MessageKey & `first.${string}`; href: string; isOutside?: true }[] = [
  { icon: Store, title: "first.demo", text: "first.demo_text", href: "/demo/", isOutside: true },
  { icon: CodeXml, title: "first.install", text: "first.install_text", href: to("settings") },
  { icon: UserPlus, title: "first.invite", text: "first.invite_text", href: to("team") },
];

/** What stands where a chat would: the choice of one, or on the first day the ways to the first one. */
export function NoChat() {
  return useHasNoChats() ? <FirstRun /> : <EmptyState icon={<MessagesSquare size={24} />} title={t("chats.pick")} text={t("chats.pick_text")} />;
}

function FirstRun() {
  return (
    <EmptyState
      icon={<MessagesSquare size={24} />}
      title={t("first.title")}
      text={t("first.text")}
      action={
        <ul class="first-run">
          {steps.map(({ icon: Icon, title, text, href, isOutside }) => (
            <li key={title}>
              <a class="list-row" href={href} {...(isOutside && { target: "_blank", rel: "noopener" })}>
                <Icon size={18} aria-hidden="true" />
                <span class="list-row__body">
                  <span class="list-row__title">{t(title)}</span>
                  <span class="list-row__text">{t(text)}</span>
                </span>
                <ChevronRight size={16} class="icon--turns" aria-hidden="true" />
              </a>
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** Whether nobody has ever written: neither is a chat open, nor has one ended. */
function useHasNoChats(): boolean {
  const live = useLive();
  const isQuiet = live.isLoaded.value && live.rows.value.size === 0;
  const [isArchiveEmpty, setArchiveEmpty] = useState(false);
  useEffect(() => {
    if (!isQuiet) return setArchiveEmpty(false);
    const asking = new AbortController();
    // Whoever gets no answer keeps the plain words: nothing is missing then.
    api.endedChats("", undefined, asking.signal).then((page) => setArchiveEmpty(page.rows.length === 0)).catch(() => {});
    return () => asking.abort();
  }, [isQuiet]);
  return isQuiet && isArchiveEmpty;
}
