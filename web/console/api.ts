import type { Chat, ChatRow, Colleague, Consent, Entry, FormField } from "../protocol/protocol";
import { ask } from "./http";

export interface Me {
  me: Colleague;
  organization_name: string;
}

export interface InvitationLook {
  name: string;
  email: string;
  organization_name: string;
  role: Colleague["role"];
  /** Whoever accepts is the first to enter: they say their own address and the firm's name. */
  is_first: boolean;
}

export interface Acceptance {
  name: string;
  password: string;
  email?: string;
  organization_name?: string;
}

export interface Invitation {
  id: string;
  name: string;
  email: string;
  expires_at: string;
}

export interface Team {
  operators: Colleague[];
  invitations: Invitation[];
}

export interface ArchiveRow extends ChatRow {
  ended_at?: string | null;
  rating?: number | null;
  excerpt?: string | null;
}

export interface ArchivePage {
  rows: ArchiveRow[];
  next_cursor?: string | null;
}

export interface EntriesPage {
  entries: Entry[];
  has_older?: boolean;
  has_newer?: boolean;
}

export interface SiteSettings {
  id: string;
  public_key: string;
  name: string;
  color: string;
  position: "left" | "right";
  greeting: string;
  offline_greeting: string;
  allowed_origins: string[];
  form: FormField[];
  consent: Consent | null;
  is_preview_on: boolean;
  has_identity_secret: boolean;
}

const page = (path: string, query: Record<string, string | number | undefined>) => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
};

/** The HTTP doors of the server, one function each. All of them reject with `Refused`. */
export const api = {
  me: () => ask<Me>("GET", "/me"),
  changeMe: (change: Partial<Pick<Colleague, "name" | "job_title" | "motto">>) => ask<Me>("PATCH", "/me", change),
  putPhoto(photo: File) {
    const form = new FormData();
    form.set("photo", photo);
    return ask<Me>("PUT", "/me/photo", form);
  },
  removePhoto: () => ask<Me>("DELETE", "/me/photo"),
  signIn: (email: string, password: string) => ask<Me>("POST", "/session", { email, password }),
  signOut: () => ask<null>("DELETE", "/session"),
  lookAtInvitation: (token: string) => ask<InvitationLook>("POST", "/invitations/look", { token }),
  acceptInvitation: (token: string, said: Acceptance) => ask<Me>("POST", "/invitations/accept", { token, ...said }),
  team: () => ask<Team>("GET", "/operators"),
  invite: (name: string, email: string) => ask<Invitation & { link: string }>("POST", "/operators/invitations", { name, email }),
  takeBackInvitation: (id: string) => ask<null>("DELETE", `/operators/invitations/${id}`),
  removeOperator: (id: string) => ask<null>("DELETE", `/operators/${id}`),
  endedChats: (search: string, cursor: string | undefined, signal: AbortSignal) =>
    ask<ArchivePage>("GET", page("/chats", { state: "ended", search, cursor, limit: 50 }), undefined, signal),
  chat: (id: string) => ask<Chat>("GET", `/chats/${id}`),
  newestEntries: (id: string) => ask<EntriesPage>("GET", page(`/chats/${id}/entries`, { before: Number.MAX_SAFE_INTEGER, limit: 100 })),
  entriesBefore: (id: string, before: number) => ask<EntriesPage>("GET", page(`/chats/${id}/entries`, { before, limit: 200 })),
  earlierChats: (visitorId: string) => ask<ArchivePage>("GET", `/visitors/${visitorId}/chats`),
  sites: () => ask<{ sites: SiteSettings[] }>("GET", "/sites"),
  addSite: (name: string, allowed_origins: string[]) => ask<SiteSettings>("POST", "/sites", { name, allowed_origins }),
  changeSite: (id: string, change: Partial<SiteSettings>) => ask<SiteSettings>("PATCH", `/sites/${id}`, change),
  makeIdentitySecret: (id: string) => ask<{ secret: string }>("POST", `/sites/${id}/identity-secret`),
};
