// Who is signed in here.
import { signal } from "@preact/signals";
import { Refused } from "../../client/refusals";
import type { Colleague } from "../../protocol/protocol";
import { api, type Me } from "../api";
import { whenSignedOut } from "../http";

/** Why somebody who was signed in is not any more. */
export type SignedOutReason = "ended" | "seat_removed";

export type Session =
  | { state: "loading" }
  | { state: "failed" }
  | { state: "signed_out"; reason: SignedOutReason | null }
  | { state: "signed_in"; organizationName: string };

export const session = signal<Session>({ state: "loading" });
/** The operator who is signed in; only read below a view that needs one. */
export const me = signal<Colleague>({ id: "", name: "", email: "", role: "operator" });

/** Find out who we are. Sets the CSRF cookie on the way. */
export async function loadSession(): Promise<void> {
  session.value = { state: "loading" };
  try {
    enter(await api.me());
  } catch (error) {
    const isSignedOut = error instanceof Refused && error.status === 401;
    session.value = isSignedOut ? { state: "signed_out", reason: null } : { state: "failed" };
  }
}

/** Somebody signed in, or changed their profile. */
export function enter(answer: Me): void {
  me.value = answer.me;
  session.value = { state: "signed_in", organizationName: answer.organization_name };
}

/** Sign out here, whatever the server says to it: a browser left behind must not stay open. */
export async function signOut(): Promise<void> {
  await api.signOut().catch(() => {});
  location.assign("/console/");
}

/** The server does not know us any more. The first reason told is the true one: what follows only shows that we are out. */
export function expire(reason: SignedOutReason): void {
  if (session.value.state !== "signed_out") session.value = { state: "signed_out", reason };
}

whenSignedOut(() => expire("ended"));
