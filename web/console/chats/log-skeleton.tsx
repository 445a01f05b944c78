import { Skeleton } from "../../ui/states";
import { t } from "../messages";

const widths = [46, 30, 58, 40, 24, 52];

/** The shape of a chat that is coming. */
export function LogSkeleton() {
  return (
    <div class="log log--coming" role="status">
      <span class="hidden-visually">{t("word.loading")}</span>
      {widths.map((width, index) => (
        <Skeleton key={index} width={`${width}%`} height={index % 3 === 2 ? 56 : 36} />
      ))}
    </div>
  );
}
