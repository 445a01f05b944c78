import type { SiteSettings } from "../api";
import type { Submission } from "../frame/submit";

/** What each section of a site's form gets: the settings as they are being edited, and a way to edit them. */
export interface SectionProps {
  draft: SiteSettings;
  form: Submission;
  change(part: Partial<SiteSettings>): void;
}
