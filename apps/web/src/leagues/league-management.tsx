import type { League } from '@motus/contracts';
import { useApp } from '../app/app-context.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { LeagueNameForm } from './league-name-form.tsx';
import { leaguesTexts } from './leagues-texts.ts';

/** The actions of a member of a league, and those of its owner. */
export function LeagueManagement({ league }: { league: League }) {
  const { session, leagues } = useApp();
  const visitor = session.value;
  const labels = leaguesTexts.value;
  const owns = visitor.state === 'player' && visitor.player.id === league.owner;
  const disabled = leagues.mutations.pending.value;
  return (
    <>
      <h2>{labels.manage}</h2>
      {owns && (
        <>
          <LeagueNameForm
            name={league.name}
            submit={labels.rename}
            onSubmit={(name) => leagues.rename(league, name)}
          />
          <Members league={league} />
        </>
      )}
      <p class="actions">
        <ConfirmButton
          label={labels.leave}
          warning={labels.leaveWarning(owns, league.members.length === 1)}
          disabled={disabled}
          onConfirm={() => leagues.leave(league)}
        />
        {owns && (
          <ConfirmButton
            label={labels.remove}
            warning={labels.removeWarning(league.name)}
            disabled={disabled}
            onConfirm={() => leagues.remove(league)}
          />
        )}
      </p>
    </>
  );
}

function Members({ league }: { league: League }) {
  const { leagues } = useApp();
  const labels = leaguesTexts.value;
  const others = league.members.filter(({ player }) => player.id !== league.owner);
  if (others.length === 0) return null;
  return (
    <ul class="items" aria-label={labels.memberList}>
      {others.map(({ player }) => (
        <li key={player.id}>
          <span>{player.name}</span>
          <ConfirmButton
            label={labels.removeMember}
            about={player.name}
            warning={labels.removeMemberWarning(player.name)}
            disabled={leagues.mutations.pending.value}
            onConfirm={() => leagues.removeMember(league, player.id)}
          />
        </li>
      ))}
    </ul>
  );
}
