import type { League } from '@motus/contracts';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { hashOfInvitation } from '../app/route.ts';
import { gameTexts } from '../game/game-texts.ts';
import { browserPlatform } from '../platform/browser-share.ts';
import { copyText, type ShareOutcome, sendText } from '../platform/share.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { leaguesTexts } from './leagues-texts.ts';

/** The link that lets others join a league. */
export function LeagueInvite({ league }: { league: League }) {
  const outcome = useSignal<ShareOutcome | null>(null);
  const id = useId();
  const labels = leaguesTexts.value;
  const link = `${location.origin}/${hashOfInvitation(league.id, league.invitation)}`;
  const send = async (way: typeof sendText) => {
    outcome.value = null;
    outcome.value = await way(link, browserPlatform);
  };

  return (
    <>
      <h2>{labels.invite}</h2>
      <label class="muted" for={id}>
        {labels.inviteNote}
      </label>
      <input
        id={id}
        class="field"
        readOnly
        value={link}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <div class="actions">
        <button type="button" class="button" onClick={() => send(sendText)}>
          <Icon of="share" />
          {gameTexts.value.sharing.share}
        </button>
        <button type="button" class="quiet" onClick={() => send(copyText)}>
          {labels.copy}
        </button>
        <Renewal league={league} />
      </div>
      <p class="muted" role="status">
        {outcome.value && gameTexts.value.sharing.outcomes[outcome.value]}
      </p>
    </>
  );
}

function Renewal({ league }: { league: League }) {
  const { session, leagues } = useApp();
  const visitor = session.value;
  if (visitor.state !== 'player' || visitor.player.id !== league.owner) return null;
  const labels = leaguesTexts.value;
  return (
    <ConfirmButton
      label={labels.renew}
      warning={labels.renewWarning}
      disabled={leagues.mutations.pending.value}
      onConfirm={() => leagues.renewInvitation(league)}
    />
  );
}
