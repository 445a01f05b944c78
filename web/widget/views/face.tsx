import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { OperatorFace } from "../../protocol/protocol";

/** An operator's photo, or their initials where there is none. Only our own server is ever asked for a photo. */
export function Face({ face, base, size }: { face: OperatorFace | null; base: string; size: "s" | "m" }): VNode {
  const [isBroken, setBroken] = useState(false);
  const address = photoAddress(face?.photo_url, base);
  return (
    <span class={`face ${size}`} aria-hidden="true">
      {address && !isBroken ? <img src={address} alt="" onError={() => setBroken(true)} /> : initials(face?.name ?? "")}
    </span>
  );
}

export function photoAddress(photo: string | null | undefined, base: string): string | null {
  if (!photo) return null;
  const address = new URL(photo, `${base}/`);
  return address.origin === new URL(base).origin ? address.href : null;
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : ""].map((word) => Array.from(word ?? "")[0] ?? "");
  return letters.join("").toLocaleUpperCase() || "•";
}
