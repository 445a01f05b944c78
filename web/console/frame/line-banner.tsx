import { CloudOff, LockKeyhole } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { Banner } from "../../ui/states";
import { useLive } from "../live/context";
import { useSecondsUntil } from "../live/ticking";
import { t } from "../messages";

/** A connection that takes its normal moment is not worth a banner. */
const PATIENCE_MS = 1_500;

/** How the line to the server stands, said plainly whenever it is not up. */
export function LineBanner() {
  const live = useLive();
  const { state, retryAt, reason } = live.line.value;
  const seconds = useSecondsUntil(retryAt);
  const [isPatient, setPatient] = useState(true);
  const isUp = state === "online" || state === "idle";

  useEffect(() => {
    if (isUp) return setPatient(true);
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isUp]);

  if (isUp || (state === "connecting" && isPatient)) return null;
  if (state === "closed") {
    return (
      <Banner tone="danger" icon={<LockKeyhole size={16} aria-hidden="true" />}>
        {t(reason === "not_signed_in" ? "line.signed_out" : "line.forbidden")}
      </Banner>
    );
  }
  return (
    <Banner
      tone="warn"
      icon={<CloudOff size={16} aria-hidden="true" />}
      action={
        <Button size="small" disabled={state === "connecting"} onClick={() => live.connection.wake()}>
          {t("line.try_now")}
        </Button>
      }
    >
      {t("line.lost")}{" "}
      {/* The count would be read out every second; the sentence before it says enough. */}
      <span aria-hidden="true" class="countdown">
        {state === "connecting" || seconds === null ? t("line.trying") : t("line.next_try", { seconds })}
      </span>
    </Banner>
  );
}
