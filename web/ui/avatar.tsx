import { useState } from "preact/hooks";
import { classes } from "./classes";

const TINTS = 6;

/** The first letters of the first and the last word, in capitals; `?` for a name without letters. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  const letters = ends.map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? "").join("");
  return letters.toLocaleUpperCase() || "?";
}

/** The same person has the same tint on every screen: a small hash of the id. */
export function tintOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0;
  return sum % TINTS;
}

interface AvatarProps {
  id: string;
  name: string;
  photoUrl?: string | null | undefined;
  size?: "s" | "l" | "xl";
  presence?: "here" | "away" | undefined;
}

/** A person's photo, or initials on a tint; a picture beside the name, so silent for screen readers. */
export function Avatar({ id, name, photoUrl, size, presence }: AvatarProps) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const hasPhoto = photoUrl && photoUrl !== failedUrl;
  return (
    <span class={classes("avatar", size && `avatar--${size}`, `avatar--tint-${tintOf(id)}`)} aria-hidden="true">
      {hasPhoto ? (
        <img class="avatar__photo" src={photoUrl} alt="" loading="lazy" onError={() => setFailedUrl(photoUrl)} />
      ) : (
        initials(name)
      )}
      {presence && <span class={classes("avatar__presence", presence === "away" && "avatar__presence--away")} />}
    </span>
  );
}
