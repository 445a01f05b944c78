import type { PeerTyping } from "../../client/thread";
import { t } from "../messages";

/** What the visitor is typing, before it is sent: in grey italics, and never as if it were a message. */
export function Sneak({ typing, name }: { typing: PeerTyping | null; name: string }) {
  if (!typing) return <div class="sneak" aria-hidden="true" />;
  return (
    <div class="sneak sneak--shown">
      {typing.text && (
        <p class="sneak__text" dir="auto">
          {typing.text}
        </p>
      )}
      <p class="sneak__who">
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {t(typing.text ? "chat.writes_unsent" : "chat.is_writing", { name })}
      </p>
    </div>
  );
}
