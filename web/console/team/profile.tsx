import { Camera, Trash2 } from "lucide-preact";
import { useRef, useState } from "preact/hooks";
import { NAME_CHARACTERS } from "../../protocol/protocol";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { api } from "../api";
import { PaneHead } from "../frame/pane";
import { useSubmit } from "../frame/submit";
import { enter, me } from "../live/session";
import { t } from "../messages";

const PHOTO_BYTES = 5 * 1024 * 1024;

/** One's own name, title, motto and photo, beside what visitors see of them. */
export function ProfileView() {
  const self = me.value;
  const [name, setName] = useState(self.name);
  const [jobTitle, setJobTitle] = useState(self.job_title ?? "");
  const [motto, setMotto] = useState(self.motto ?? "");
  const form = useSubmit(["name", "job_title", "motto"]);
  const save = async () => {
    enter(await api.changeMe({ name: name.trim(), job_title: jobTitle.trim(), motto: motto.trim() }));
    toast(t("word.saved"));
  };
  return (
    <main id="content" class="page" tabIndex={-1}>
      <PaneHead title={t("profile.title")} text={t("profile.text")} />
      <div class="page__body page__body--split">
        <div class="stack stack--wide">
          <Photo />
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void form.run(save);
            }}
          >
            <TextField
              label={t("profile.name")}
              required
              autoComplete="name"
              maxLength={NAME_CHARACTERS}
              value={name}
              onValue={setName}
              error={form.errorAt("name")}
            />
            <TextField
              label={t("profile.job_title")}
              optional={t("word.optional")}
              autoComplete="organization-title"
              maxLength={NAME_CHARACTERS}
              value={jobTitle}
              onValue={setJobTitle}
              error={form.errorAt("job_title")}
            />
            <TextField
              label={t("profile.motto")}
              optional={t("word.optional")}
              hint={t("profile.motto_hint")}
              value={motto}
              onValue={setMotto}
              error={form.errorAt("motto")}
            />
            {form.general && (
              <p class="field__error" role="alert">
                {form.general}
              </p>
            )}
            <div>
              <Button type="submit" look="primary" isBusy={form.isBusy}>
                {t("word.save")}
              </Button>
            </div>
          </form>
        </div>
        <section class="face-card" aria-label={t("profile.preview")}>
          <p class="face-card__label">{t("profile.preview")}</p>
          <Avatar id={self.id} name={name} photoUrl={self.photo_url} size="xl" />
          <p class="face-card__name" dir="auto">
            {name || " "}
          </p>
          {jobTitle && <p dir="auto">{jobTitle}</p>}
          {motto && (
            <p class="face-card__motto" dir="auto">
              {motto}
            </p>
          )}
        </section>
      </div>
    </main>
  );
}

function Photo() {
  const self = me.value;
  const picker = useRef<HTMLInputElement>(null);
  const form = useSubmit(["photo"]);
  const [isTooLarge, setTooLarge] = useState(false);
  const put = (file: File | undefined) => {
    if (picker.current) picker.current.value = "";
    setTooLarge(Boolean(file && file.size > PHOTO_BYTES));
    if (file && file.size <= PHOTO_BYTES) void form.run(async () => enter(await api.putPhoto(file)));
  };
  const error = isTooLarge ? t("profile.photo_too_large") : (form.errorAt("photo") ?? form.general);
  return (
    <div class="photo">
      <Avatar id={self.id} name={self.name} photoUrl={self.photo_url} size="xl" />
      <div class="stack stack--tight">
        <div class="photo__actions">
          <input
            ref={picker}
            class="hidden-visually"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            aria-label={t("profile.photo_choose")}
            tabIndex={-1}
            onChange={(event) => put(event.currentTarget.files?.[0])}
          />
          <Button isBusy={form.isBusy} icon={<Camera size={15} aria-hidden="true" />} onClick={() => picker.current?.click()}>
            {t(self.photo_url ? "profile.photo_change" : "profile.photo_choose")}
          </Button>
          {self.photo_url && (
            <Button
              look="quiet"
              icon={<Trash2 size={15} aria-hidden="true" />}
              onClick={() => void form.run(async () => enter(await api.removePhoto()))}
            >
              {t("profile.photo_remove")}
            </Button>
          )}
        </div>
        <p class="field__hint">{t("profile.photo_hint")}</p>
        {error && (
          <p class="field__error" role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
