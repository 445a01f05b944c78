import { expect, it } from "vitest";
import type { FormField } from "../../protocol/protocol";
import type { SiteSettings } from "../api";
import { ownerOf } from "../frame/submit";
import { changesOf } from "../settings/changes";
import { kindsFor, withKind, withMoved, withQuestion } from "../settings/questions";

const now = new Date("2026-03-04T05:06:07Z");
const consent = { text: "I agree.", policy_url: "https://shop.example/privacy", version: "1" };
const site: SiteSettings = {
  id: "sit_1", public_key: "pk", name: "Shop", color: "#0f766e", position: "right", greeting: "", offline_greeting: "",
  allowed_origins: ["https://shop.example"], form: [], consent, is_preview_on: false, has_identity_secret: false,
};
const labels = { name: "Name?", email: "E-mail?", text: "What?" };

it("sends only what was edited", () => {
  expect(changesOf(site, site, now)).toEqual({});
  expect(changesOf(site, { ...site, name: "Store", has_identity_secret: true }, now)).toEqual({ name: "Store" });
});

it("leaves out empty lines among the allowed websites", () => {
  expect(changesOf(site, { ...site, allowed_origins: ["https://shop.example", " ", ""] }, now)).toEqual({});
});

it("gives other words of consent another version", () => {
  const changes = changesOf(site, { ...site, consent: { ...consent, text: "I really agree." } }, now);
  expect(changes.consent).toEqual({ text: "I really agree.", policy_url: consent.policy_url, version: "2026-03-04T05:06:07" });
  expect(changesOf(site, { ...site, consent: null }, now)).toEqual({ consent: null });
});

it("asks for name and e-mail first, and once each", () => {
  const form = [1, 2, 3, 4].reduce<FormField[]>((all) => withQuestion(all, labels), []);
  expect(form.map((field) => field.key)).toEqual(["name", "email", "question_3", "question_4"]);
  expect(kindsFor(form, 2)).toEqual(["text", "choice"]);
  expect(kindsFor(form, 0)).toEqual(["name", "text", "choice"]);
});

it("never gives two questions one key", () => {
  const form = withQuestion([{ key: "question_3", label: "a" }, { key: "name", label: "b" }, { key: "email", label: "c" }], labels);
  expect(new Set(form.map((field) => field.key)).size).toBe(4);
});

it("changes a kind, and moves a question", () => {
  const form: FormField[] = [{ key: "topic", label: "Topic", kind: "text" }, { key: "name", label: "Name", kind: "text" }];
  expect(withKind(form, 0, "choice")[0]).toMatchObject({ key: "topic", kind: "choice", choices: [] });
  expect(withKind(form, 0, "email")[0]).toMatchObject({ key: "email", kind: "email" });
  expect(withMoved(form, 0, 1).map((field) => field.key)).toEqual(["name", "topic"]);
});

it("shows a refusal at the field that it names, or the nearest around it", () => {
  const fields = ["name", "form", "form[1].label", "allowed_origins", "consent.text"];
  expect(ownerOf("name", fields)).toBe("name");
  expect(ownerOf("form[1].label", fields)).toBe("form[1].label");
  expect(ownerOf("form[2].label", fields)).toBe("form");
  expect(ownerOf("allowed_origins[0]", fields)).toBe("allowed_origins");
  expect(ownerOf("elsewhere", fields)).toBeNull();
  expect(ownerOf(null, fields)).toBeNull();
});
