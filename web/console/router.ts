import { computed, signal } from "@preact/signals";

const ROOT = "/console/";

export type Route =
  | { view: "chats"; chatId: string | null }
  | { view: "archive"; chatId: string | null }
  | { view: "settings"; siteId: string | null }
  | { view: "team" | "profile" | "elements" | "welcome" | "missing" };

const path = signal(location.pathname);

/** Which view an address stands for. */
export function routeOf(pathname: string): Route {
  const [view = "", id = null, ...rest] = pathname.replace(/^\/console\/?/, "").split("/").filter(Boolean);
  if (rest.length > 0) return { view: "missing" };
  if (view === "" || view === "chats") return { view: "chats", chatId: id };
  if (view === "archive") return { view, chatId: id };
  if (view === "settings") return { view, siteId: id };
  if (id === null && (view === "team" || view === "profile" || view === "elements" || view === "welcome")) return { view };
  return { view: "missing" };
}

export const route = computed(() => routeOf(path.value));

/** The address of a view. */
export function to(view: "chats" | "archive" | "team" | "settings" | "profile", id?: string | null): string {
  return id ? `${ROOT}${view}/${id}` : `${ROOT}${view}`;
}

/** Go there without loading the page again. */
export function navigate(address: string, { isReplacing = false } = {}): void {
  if (address !== location.pathname) history[isReplacing ? "replaceState" : "pushState"](null, "", address);
  path.value = location.pathname;
}

/** Turn presses on our own links into navigation, and follow the back button. */
export function startRouter(): void {
  addEventListener("popstate", () => (path.value = location.pathname));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || link.target || link.hash) return;
    if (link.origin !== location.origin || !link.pathname.startsWith(ROOT)) return;
    event.preventDefault();
    navigate(link.pathname);
  });
}
