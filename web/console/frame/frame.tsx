import { SearchX } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { EmptyState } from "../../ui/states";
import { ArchiveView } from "../archive/view";
import { ChatsView } from "../chats/view";
import { classes } from "../../ui/classes";
import { LiveContext } from "../live/context";
import { Live } from "../live/live";
import { announce, keepTitle } from "../live/notify";
import { t } from "../messages";
import { route, to } from "../router";
import { SettingsView } from "../settings/view";
import { ProfileView } from "../team/profile";
import { TeamView } from "../team/view";
import { LineBanner } from "./line-banner";
import { Rail } from "./rail";
import { ShortcutSheet, useShortcuts } from "./shortcuts";

/** What stays while one moves about: the line to the server, the rail, and the view beside it. */
export function Frame() {
  const [live] = useState(() => new Live(announce));
  const [isSheetOpen, setSheetOpen] = useState(false);
  useEffect(() => {
    live.start();
    const stopCounting = keepTitle(live);
    return () => {
      stopCounting();
      live.stop();
    };
  }, [live]);
  // On a narrow screen the place where the focus was may be gone: the content takes it, and reading goes on there.
  const now = route.value;
  useEffect(() => {
    if (document.activeElement === document.body) document.getElementById("content")?.focus({ preventScroll: true });
  }, [now]);
  useShortcuts({ sheet: () => setSheetOpen(true) });
  const isReading = (now.view === "chats" || now.view === "archive") && now.chatId !== null;
  return (
    <LiveContext.Provider value={live}>
      <a class="skip" href="#content">
        {t("app.skip")}
      </a>
      <div class={classes("frame", isReading && "frame--reading")}>
        <Rail onShortcuts={() => setSheetOpen(true)} />
        <div class="frame__main">
          <LineBanner />
          <View />
        </div>
      </div>
      {isSheetOpen && <ShortcutSheet onClose={() => setSheetOpen(false)} />}
    </LiveContext.Provider>
  );
}

function View() {
  const now = route.value;
  switch (now.view) {
    case "chats":
      return <ChatsView chatId={now.chatId} />;
    case "archive":
      return <ArchiveView chatId={now.chatId} />;
    case "settings":
      return <SettingsView siteId={now.siteId} />;
    case "team":
      return <TeamView />;
    case "profile":
      return <ProfileView />;
    default:
      return (
        <main id="content" class="page" tabIndex={-1}>
          <EmptyState
            isWholePage
            icon={<SearchX size={24} />}
            title={t("app.page_missing")}
            text={t("app.page_missing_text")}
            action={
              <a class="button button--secondary" href={to("chats")}>
                {t("app.to_chats")}
              </a>
            }
          />
        </main>
      );
  }
}
