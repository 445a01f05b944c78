import { CircleAlert, Globe, Plus, SearchX } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Refused } from "../../client/refusals";
import { Button, IconButton } from "../../ui/button";
import { classes } from "../../ui/classes";
import { EmptyState, Skeleton, SkeletonRows } from "../../ui/states";
import { api, type SiteSettings } from "../api";
import { isWide } from "../frame/media";
import { PaneHead } from "../frame/pane";
import { me } from "../live/session";
import { t } from "../messages";
import { navigate, to } from "../router";
import { AddSiteDialog } from "./add-site-dialog";
import { SiteForm } from "./site-form";

/** The settings, one site at a time. */
export function SettingsView({ siteId }: { siteId: string | null }) {
  const [sites, setSites] = useState<SiteSettings[] | null>(null);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [isAdding, setAdding] = useState(false);
  const isOwner = me.value.role === "owner";
  // On a wide screen the first site is open at once; on a narrow one the list comes first.
  const openId = siteId ?? (isWide.value ? (sites?.[0]?.id ?? null) : null);
  const site = sites?.find((each) => each.id === openId);

  const load = () => {
    setRefusal(null);
    api.sites().then(
      (answer) => setSites(answer.sites),
      (error: unknown) => error instanceof Refused && setRefusal(error),
    );
  };
  useEffect(load, []);

  const added = (fresh: SiteSettings) => {
    setSites([...(sites ?? []), fresh]);
    setAdding(false);
    navigate(to("settings", fresh.id));
  };
  const add = isOwner && (
    <IconButton label={t("settings.add")} onClick={() => setAdding(true)}>
      <Plus size={18} aria-hidden="true" />
    </IconButton>
  );
  return (
    <main id="content" tabIndex={-1} class={classes("columns", openId && "columns--open")}>
      <h1 class="hidden-visually">{t("settings.title")}</h1>
      <section class="list-pane" aria-label={t("settings.sites")}>
        <PaneHead level={2} title={t("settings.title")}>{add}</PaneHead>
        <div class="list-pane__body list-pane__body--padded">
          {!sites && !refusal && <SkeletonRows count={2} label={t("word.loading")} />}
          <ul>
            {sites?.map((each) => (
              <li key={each.id}>
                <a class="list-row" href={to("settings", each.id)} aria-current={each.id === openId ? "page" : undefined}>
                  <span class="site-dot" style={{ background: each.color }} aria-hidden="true" />
                  <span class="list-row__body">
                    <span class="list-row__title cut" dir="auto">
                      {each.name}
                    </span>
                    <span class="list-row__text cut" dir="ltr">
                      {each.allowed_origins[0]?.replace(/^https?:\/\//, "")}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </section>
      <div class="main-pane">
        {site ? (
          <>
            <PaneHead level={2} title={<bdi>{site.name}</bdi>} backTo={to("settings")} backLabel={t("word.back")} />
            <div class="main-pane__scroll">
              <SiteForm
                key={site.id}
                site={site}
                isOwner={isOwner}
                onSaved={(saved) => setSites((now) => now?.map((each) => (each.id === saved.id ? saved : each)) ?? null)}
              />
            </div>
          </>
        ) : refusal && !sites ? (
          <EmptyState
            icon={<CircleAlert size={24} />}
            title={t("settings.failed")}
            text={refusal.message}
            action={<Button onClick={load}>{t("app.try_again")}</Button>}
          />
        ) : !sites ? (
          <div class="settings-form" aria-hidden="true">
            <Skeleton width="40%" height={20} />
            <Skeleton width="100%" height={120} />
            <Skeleton width="100%" height={180} />
          </div>
        ) : sites.length === 0 ? (
          <EmptyState
            icon={<Globe size={24} />}
            title={t("settings.none")}
            text={t("settings.none_text")}
            action={
              isOwner && (
                <Button look="primary" onClick={() => setAdding(true)}>
                  {t("settings.add")}
                </Button>
              )
            }
          />
        ) : (
          siteId && <EmptyState icon={<SearchX size={24} />} title={t("app.page_missing")} />
        )}
      </div>
      {isAdding && <AddSiteDialog onAdded={added} onClose={() => setAdding(false)} />}
    </main>
  );
}
