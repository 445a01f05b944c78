import { signal } from "@preact/signals";
import { X } from "lucide-preact";
import { IconButton } from "./button";

/** How long a toast stays: long enough to read two lines twice. */
const STAY_MS = 7_000;

interface Note {
  id: number;
  text: string;
}

const notes = signal<readonly Note[]>([]);
let lastId = 0;

/** Say something in passing. */
export function toast(text: string): void {
  const id = ++lastId;
  notes.value = [...notes.value.slice(-2), { id, text }];
  setTimeout(() => dismiss(id), STAY_MS);
}

function dismiss(id: number): void {
  notes.value = notes.value.filter((note) => note.id !== id);
}

/** The place where toasts appear; once in the page. */
export function Toasts({ closeLabel }: { closeLabel: string }) {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {notes.value.map((note) => (
        <div key={note.id} class="toast">
          <span>{note.text}</span>
          <IconButton label={closeLabel} size="small" onClick={() => dismiss(note.id)}>
            <X size={14} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
