import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { View } from "./model";

const PATIENCE_MS = 700;

/** Says honestly how the line stands, and offers to try at once. A short hiccup is not worth a word. */
export function LineBar({ view }: { view: View }): VNode | null {
  const { session, tongue } = view;
  const isTroubled = session.isBegun && session.connectionState !== "online";
  const [isShown, setShown] = useState(false);
  const [, tick] = useState(0);
  useEffect(() => {
    setShown(false);
    if (!isTroubled) return;
    const patience = setTimeout(() => setShown(true), PATIENCE_MS);
    const seconds = setInterval(() => tick((count) => count + 1), 1000);
    return () => {
      clearTimeout(patience);
      clearInterval(seconds);
    };
  }, [isTroubled]);
  if (!isTroubled || !isShown) return <div class="line-bar" role="status" />;
  const isWaiting = session.connectionState === "waiting" && session.retryAt !== null;
  const seconds = Math.max(1, Math.ceil(((session.retryAt ?? 0) - view.now()) / 1000));
  return (
    <div class="line-bar shown" role="status">
      {session.connectionState === "closed" ? tongue.t("line_closed") : isWaiting ? tongue.t("no_connection") : tongue.t("connecting")}
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
