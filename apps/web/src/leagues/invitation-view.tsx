import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { hashOf } from '../app/route.ts';
import { texts } from '../ui/texts/texts.ts';
import { type InvitationLink, invitationKey } from './leagues-state.ts';
import { leaguesTexts } from './leagues-texts.ts';

/** An invitation to a league, with the button that joins it, or that logs in first. */
export function InvitationView({ link }: { link: InvitationLink }) {
  const { leagues } = useApp();
  const { invitation, mutations } = leagues;
  const { league, invitation: token } = link;
  useEffect(() => {
    mutations.clear();
    void leagues.loadInvitation({ league, invitation: token });
  }, [leagues, mutations, league, token]);

  const labels = leaguesTexts.value;
  const shown = invitation.current.value;
  const known = shown?.key === invitationKey(link) ? shown.value : null;
  const { error } = invitation;
  return (
    <section class="card login" aria-labelledby="invitation-title">
      <h1 id="invitation-title">{known ? labels.invitedTo(known.name) : labels.invitation}</h1>
      {known && <p>{labels.invitedBy(known.owner, known.members)}</p>}
      {known && <JoinButton link={link} />}
      {!known && !error.value && <p class="waiting">{texts.value.loading}</p>}
      {error.value && <p role="alert">{error.value}</p>}
      {mutations.refusal.value && <p role="alert">{mutations.refusal.value}</p>}
      <p>
        <a href={hashOf('game')}>{texts.value.toGame}</a>
      </p>
    </section>
  );
}

function JoinButton({ link }: { link: InvitationLink }) {
  const { leagues, session } = useApp();
  const labels = leaguesTexts.value;
  if (session.value.state === 'guest') {
    return (
      <>
        <LoginLink class="button">{labels.loginToJoin}</LoginLink>
        <p class="muted">{texts.value.login.newcomer}</p>
      </>
    );
  }
  return (
    <button
      type="button"
      class="button"
      disabled={session.value.state !== 'player' || leagues.mutations.pending.value}
      onClick={() => leagues.join(link)}
    >
      {labels.join}
    </button>
  );
}
