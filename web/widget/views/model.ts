// What every view is given.
import type { OperatorFace } from "../../protocol/protocol";
import type { VisitorSession } from "../session";
import type { Tongue } from "../words";

export interface View {
  session: VisitorSession;
  tongue: Tongue;
  base: string;
  now(): number;
  newId(): string;
  /** The draft of the composer, shared by tabs and kept over pages. */
  draft: string;
  setDraft(text: string): void;
  minimise(): void;
}

/** The operator whose chat it is, or the one who last took part. */
export function operatorOf(session: VisitorSession): OperatorFace | null {
  const chat = session.thread?.chat;
  const faces = chat?.operators ?? [];
  return faces.find((face) => face.id === chat?.operator_id) ?? faces[faces.length - 1] ?? null;
}
