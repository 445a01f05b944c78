import { CloudOff } from "lucide-preact";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/states";
import { Toasts } from "../ui/toast";
import { SignIn } from "./entry/sign-in";
import { Welcome } from "./entry/welcome";
import { Frame } from "./frame/frame";
import { loadSession, session } from "./live/session";
import { t } from "./messages";
import { route } from "./router";

/** The console. */
export function App() {
  return (
    <>
      <Inside />
      <Toasts closeLabel={t("word.close")} />
    </>
  );
}

function Inside() {
  const { view } = route.value;
  const now = session.value;
  if (view === "elements") return <Elements />;
  if (view === "welcome") return <Welcome />;
  if (now.state === "loading") return <Opening />;
  if (now.state === "signed_out") return <SignIn reason={now.reason} />;
  if (now.state === "failed") {
    return (
      <main id="content" class="entry">
        <EmptyState
          isWholePage
          icon={<CloudOff size={24} />}
          title={t("app.failed")}
          text={t("app.failed_text")}
          action={
            <Button look="primary" onClick={() => void loadSession()}>
              {t("app.try_again")}
            </Button>
          }
        />
      </main>
    );
  }
  return <Frame />;
}

/** The elements page is for those who build; nobody else loads it. */
function Elements() {
  const [View, setView] = useState<ComponentType | null>(null);
  useEffect(() => {
    void import("./elements/view").then((found) => setView(() => found.ElementsView));
  }, []);
  return View ? <View /> : <Opening />;
}

function Opening() {
  return (
    <main class="entry" aria-busy="true">
      <p role="status" class="entry__wait">
        <span class="spinner" aria-hidden="true" /> {t("app.loading")}
      </p>
    </main>
  );
}
