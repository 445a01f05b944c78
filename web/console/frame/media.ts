import { signal } from "@preact/signals";

const wide = matchMedia("(min-width: 1180px)");

/** Whether there is room for the details beside the thread; else they lie over it. */
export const isWide = signal(wide.matches);
wide.addEventListener("change", () => (isWide.value = wide.matches));
