import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { View } from "./model";

const PATIENCE_MS = 700;

/** Whether the line is down for longer than a hiccup: then nobody can say who is there. */
export function useTrouble({ session }: View): boolean {
  const isTroubled = session.isBegun && session.connectionState !== "online";
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    setLasting(false);
    if (!isTroubled) return;
    const patience = setTimeout(() => setLasting(true), PATIENCE_MS);
    return () => clearTimeout(patience);
  }, [isTroubled]);
  return isTroubled && isLasting;
}

/** Says honestly how the line stands, and offers to try at once. A short hiccup is not worth a word. */
export function LineBar({ view }: { view: View }): VNode | null {
  const { session, tongue } = view;
  const isShown = useTrouble(view);
  const [, tick] = useState(0);
  useEffect(() => {
    if (!isShown) return;
    const seconds = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(seconds);
  }, [isShown]);
  if (!isShown) return <div class="line-bar" role="status" />;
  const isWaiting = session.connectionState === "waiting" && session.retryAt !== null;
  const seconds = Math.max(1, Math.ceil(((session.retryAt ?? 0) - view.now()) / 1000));
  return (
    <div class="line-bar shown" role="status">
      {session.connectionState === "closed" ? tongue.t("line_closed") : `${tongue.t(isWaiting ? "no_connection" : "connecting")} ${tongue.t("kept")}`}
      {isWaiting && (
        <>
          {/* The seconds are for the eye; said aloud each second they would drown everything else. */}
          <span aria-hidden="true"> {tongue.t("retry_in", { count: seconds })}</span>
          <button type="button" class="link" onClick={() => session.wake()}>
            {tongue.t("try_now")}
          </button>
        </>
      )}
    </div>
  );
}
