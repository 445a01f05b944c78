import { CircleAlert, Mail, UserMinus, UserPlus } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Refused } from "../../client/refusals";
import type { Colleague } from "../../protocol/protocol";
import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { Button, IconButton } from "../../ui/button";
import { EmptyState, SkeletonRows } from "../../ui/states";
import { toast } from "../../ui/toast";
import { api, type Invitation, type Team } from "../api";
import { PaneHead } from "../frame/pane";
import { useLive } from "../live/context";
import { me } from "../live/session";
import { t } from "../messages";
import { fullTime } from "../time";
import { InviteDialog } from "./invite-dialog";
import { RemoveDialog } from "./remove-dialog";

/** The colleagues: who is here, who is invited, and for the owner the ways in and out. */
export function TeamView() {
  const live = useLive();
  const [team, setTeam] = useState<Team | null>(null);
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const [isInviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Colleague | null>(null);
  const isOwner = me.value.role === "owner";

  const load = () => {
    setRefusal(null);
    api.team().then(setTeam, (error: unknown) => error instanceof Refused && setRefusal(error));
  };
  // Somebody accepted an invitation or lost the seat: the server's list is the truth.
  const known = [...live.colleagues.value.keys()].join();
  const asked = useRef<string | null>(null);
  useEffect(() => {
    const isFirstWelcome = asked.current === "";
    asked.current = known;
    if (!isFirstWelcome) load();
  }, [known]);

  // Status is live; the list itself comes from the server.
  const people = team?.operators.map((each) => live.colleagues.value.get(each.id) ?? each);
  return (
    <main id="content" class="page" tabIndex={-1}>
      <PaneHead title={t("team.title")} text={people && t("team.members", { count: people.length })}>
        {isOwner && (
          <Button look="primary" icon={<UserPlus size={15} aria-hidden="true" />} onClick={() => setInviting(true)}>
            {t("team.invite")}
          </Button>
        )}
      </PaneHead>
      <div class="page__body">
        {refusal && !team && (
          <EmptyState
            icon={<CircleAlert size={24} />}
            title={t("team.failed")}
            text={refusal.message}
            action={<Button onClick={load}>{t("app.try_again")}</Button>}
          />
        )}
        {!team && !refusal && <SkeletonRows count={4} label={t("word.loading")} />}
        {people && (
          <ul class="sheet">
            {people.map((each) => (
              <Person key={each.id} person={each} onRemove={isOwner && each.id !== me.value.id ? () => setLeaving(each) : undefined} />
            ))}
          </ul>
        )}
        {team && team.invitations.length > 0 && (
          <section class="page__section">
            <h2 class="page__heading">{t("team.pending")}</h2>
            <ul class="sheet">
              {team.invitations.map((each) => (
                <Invited key={each.id} invitation={each} isOwner={isOwner} onTakenBack={load} />
              ))}
            </ul>
          </section>
        )}
        {people?.length === 1 && team?.invitations.length === 0 && (
          <EmptyState icon={<UserPlus size={24} />} title={t("team.alone")} text={isOwner ? t("team.alone_text") : undefined} />
        )}
      </div>
      {isInviting && <InviteDialog onInvited={load} onClose={() => setInviting(false)} />}
      {leaving && <RemoveDialog colleague={leaving} onRemoved={load} onClose={() => setLeaving(null)} />}
    </main>
  );
}

function Person({ person, onRemove }: { person: Colleague; onRemove: (() => void) | undefined }) {
  const presence = useLive().presence(person.is_online && person.accepts_chats);
  return (
    <li class="list-row">
      <Avatar id={person.id} name={person.name} photoUrl={person.photo_url} size="l" presence={presence} />
      <div class="list-row__body">
        <p class="list-row__title">
          <bdi class="cut">{person.name}</bdi>
          {person.id === me.value.id && <Badge>{t("word.you")}</Badge>}
          {person.role === "owner" && <Badge tone="accent">{t("team.owner")}</Badge>}
        </p>
        <p class="list-row__text cut">{[person.job_title, person.email].filter(Boolean).join(" · ")}</p>
      </div>
      {presence && <Status person={person} />}
      {onRemove && (
        <IconButton label={t("team.remove_named", { name: person.name })} onClick={onRemove}>
          <UserMinus size={17} aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}

function Status({ person }: { person: Colleague }) {
  if (!person.is_online) return <Badge>{t("team.offline")}</Badge>;
  return person.accepts_chats ? <Badge tone="ok">{t("team.online")}</Badge> : <Badge tone="warn">{t("team.on_break")}</Badge>;
}

function Invited({ invitation, isOwner, onTakenBack }: { invitation: Invitation; isOwner: boolean; onTakenBack(): void }) {
  const [isBusy, setBusy] = useState(false);
  const takeBack = async () => {
    setBusy(true);
    try {
      await api.takeBackInvitation(invitation.id);
      toast(t("team.taken_back"));
      onTakenBack();
    } catch (error) {
      toast(error instanceof Refused ? error.message : t("refusal.unexpected"));
    }
    setBusy(false);
  };
  return (
    <li class="list-row">
      <span class="list-row__mark" aria-hidden="true">
        <Mail size={18} />
      </span>
      <div class="list-row__body">
        <p class="list-row__title">
          <bdi class="cut">{invitation.name}</bdi>
        </p>
        <p class="list-row__text cut">
          {invitation.email} · {t("team.expires", { date: fullTime(invitation.expires_at) })}
        </p>
      </div>
      {isOwner && (
        <Button isBusy={isBusy} onClick={() => void takeBack()} aria-label={`${t("team.take_back")}: ${invitation.name}`}>
          {t("team.take_back")}
        </Button>
      )}
    </li>
  );
}
