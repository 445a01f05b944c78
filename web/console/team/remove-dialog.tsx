import { useState } from "preact/hooks";
import { Refused } from "../../client/refusals";
import type { Colleague } from "../../protocol/protocol";
import { ConfirmDialog } from "../../ui/dialog";
import { toast } from "../../ui/toast";
import { api } from "../api";
import { t } from "../messages";

/** Take a colleague's seat away, after asking. */
export function RemoveDialog({ colleague, onRemoved, onClose }: { colleague: Colleague; onRemoved(): void; onClose(): void }) {
  const [isBusy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await api.removeOperator(colleague.id);
      toast(t("team.removed", { name: colleague.name }));
      onRemoved();
    } catch (error) {
      toast(error instanceof Refused ? error.message : t("refusal.unexpected"));
    }
    onClose();
  };
  return (
    <ConfirmDialog
      title={t("team.remove_title", { name: colleague.name })}
      text={t("team.remove_text")}
      confirmLabel={t("team.remove")}
      cancelLabel={t("word.cancel")}
      closeLabel={t("word.close")}
      isBusy={isBusy}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
}
