import { t } from "./messages";

/** How a visitor is called in the console. Whoever gave no name gets a mark of four signs, so that two of them can be told apart. */
export function visitorName(name: string | undefined, visitorId: string): string {
  return name || t("chats.visitor", { mark: visitorId.slice(-4).toUpperCase() });
}
