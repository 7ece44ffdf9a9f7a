import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { hashOf } from '../app/route.ts';
import { texts } from '../ui/texts/texts.ts';
import { type InvitationLink, invitationKey } from './leagues-state.ts';

/** What one is invited to, and the way in: at once, or after logging in. */
export function InvitationView({ link }: { link: InvitationLink }) {
  const { leagues } = useApp();
  const { invitation, changes } = leagues;
  const { league, invitation: token } = link;
  useEffect(() => {
    changes.forget();
    void leagues.openInvitation({ league, invitation: token });
  }, [leagues, changes, league, token]);

  const words = texts.value.leagues;
  const shown = invitation.current.value;
  const known = shown?.key === invitationKey(link) ? shown.value : null;
  const { error } = invitation;
  return (
    <section class="card login" aria-labelledby="invitation-title">
      <h1 id="invitation-title">{known ? words.invitedTo(known.name) : words.invitation}</h1>
      {known && <p>{words.invitedBy(known.owner, known.members)}</p>}
      {known && <JoinButton link={link} />}
      {!known && !error.value && <p class="waiting">{texts.value.loading}</p>}
      {error.value && <p role="alert">{error.value}</p>}
      {changes.refusal.value && <p role="alert">{changes.refusal.value}</p>}
      <p>
        <a href={hashOf('game')}>{texts.value.toGame}</a>
      </p>
    </section>
  );
}

function JoinButton({ link }: { link: InvitationLink }) {
  const { leagues, session } = useApp();
  const words = texts.value.leagues;
  if (session.value.state === 'guest') {
    return (
      <>
        <LoginLink class="button">{words.loginToJoin}</LoginLink>
        <p class="muted">{texts.value.login.newcomer}</p>
      </>
    );
  }
  return (
    <button
      type="button"
      class="button"
      disabled={session.value.state !== 'in' || leagues.changes.underWay.value}
      onClick={() => leagues.join(link)}
    >
      {words.join}
    </button>
  );
}
