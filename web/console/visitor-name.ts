import { t } from "./messages";

/** How a visitor is called in the console. Whoever gave no name gets a number, so that two of them can be told apart (in digits: hex would
 *  spell words now and then). */
export function visitorName(name: string | undefined, visitorId: string): string {
  return name || t("chats.visitor", { mark: String(parseInt(visitorId.slice(-4), 16) % 10_000).padStart(4, "0") });
}
