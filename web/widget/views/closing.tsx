import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { COMMENT_CHARACTERS } from "../../protocol/protocol";
import { Icon } from "../icons";
import type { WordKey } from "../words/shape";
import type { View } from "./model";

const SCORES = [1, 2, 3, 4, 5] as const;

/** After the end: the judgement, and the way to a new chat. Words that were not sent go along. */
export function Closing({ view }: { view: View }): VNode {
  const { session, tongue } = view;
  const rating = session.thread?.chat?.rating;
  return (
    <div class="closing">
      {rating ? (
        <p class="thanks" role="status">
          <Stars score={rating.score} />
          {tongue.t("rate_thanks")}
        </p>
      ) : (
        <RatingForm view={view} />
      )}
      <button type="button" class={rating ? "main" : "plain"} onClick={() => session.dismiss()}>{tongue.t("start_again")}</button>
    </div>
  );
}

function RatingForm({ view }: { view: View }): VNode {
  const { session, tongue } = view;
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError("");
    try {
      await session.thread?.rate(score, comment.trim());
    } catch (refusal) {
      setError(refusal instanceof Error && refusal.name === "Refused" ? refusal.message : tongue.t("not_possible"));
    }
    setBusy(false);
  };
  const label = (value: number) => tongue.t(`rate_${value}` as WordKey);
  return (
    <form class="rating" onSubmit={(event) => void submit(event)}>
      <fieldset>
        <legend>{tongue.t("rate_question")}</legend>
        <div class="stars">
          {SCORES.map((value) => (
            <label key={value} class={value <= score ? "on" : ""} title={label(value)}>
              <input type="radio" name="score" value={value} checked={value === score} onChange={() => setScore(value)} />
              <Icon name="star" size={28} />
              <span class="hidden">{label(value)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {score > 0 && (
        <>
          <p class="chosen" aria-hidden="true">{label(score)}</p>
          <textarea
            dir="auto" rows={2} maxLength={COMMENT_CHARACTERS} value={comment} aria-label={tongue.t("rate_comment")}
            placeholder={tongue.t("rate_comment")} onInput={(event) => setComment(event.currentTarget.value)}
          />
          {error && <p class="error" role="alert">{error}</p>}
          <button type="submit" class="main" disabled={isBusy}>{tongue.t("rate_send")}</button>
        </>
      )}
    </form>
  );
}

function Stars({ score }: { score: number }): VNode {
  return (
    <span class="stars small" aria-hidden="true">
      {SCORES.map((value) => <span key={value} class={value <= score ? "on" : ""}><Icon name="star" size={18} /></span>)}
    </span>
  );
}
