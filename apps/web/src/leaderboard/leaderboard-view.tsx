import type { Leaderboard } from '@motus/contracts';
import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { hashOf } from '../app/route.ts';
import { texts } from '../ui/texts/texts.ts';
import { boardRows } from './leaderboard-rows.ts';
import { PeriodTabs } from './period-tabs.tsx';
import { Ranking, RankingEntry } from './ranking.tsx';

/** The leaderboards of the day, the week, the month and all time, with the player's own place. */
export function LeaderboardView() {
  const { leaderboard, route } = useApp();
  const { period } = route.value;
  useEffect(() => void leaderboard.open(period), [leaderboard, period]);

  const shown = leaderboard.current.value;
  return (
    <section class="card board" aria-labelledby="board-title">
      <h1 id="board-title">{texts.value.leaderboard.periods[period].title}</h1>
      <PeriodTabs current={period} hrefOf={(each) => hashOf('leaderboard', each)} />
      {leaderboard.error.value && <p role="alert">{leaderboard.error.value}</p>}
      {shown?.key === period ? <Board board={shown.value} /> : <p class="waiting">{texts.value.loading}</p>}
    </section>
  );
}

function Board({ board }: { board: Leaderboard }) {
  return (
    <>
      {board.players === 0 ? (
        <p>{texts.value.leaderboard.empty}</p>
      ) : (
        <Ranking caption={texts.value.leaderboard.players(board.players)}>
          {boardRows(board).map((row) =>
            row === 'gap' ? <Gap key="gap" /> : <RankingEntry key={row.player.id} {...row} />,
          )}
        </Ranking>
      )}
      <Unranked board={board} />
    </>
  );
}

/** How somebody who is not on the leaderboard gets there. */
function Unranked({ board }: { board: Leaderboard }) {
  const { session } = useApp();
  if (session.value.state === 'guest') {
    return (
      <p class="note">
        {texts.value.guest.unranked} <LoginLink>{texts.value.login.link}</LoginLink>
      </p>
    );
  }
  if (board.players === 0 || board.around.length > 0) return null;
  return <p class="muted">{texts.value.leaderboard.unranked}</p>;
}

function Gap() {
  return (
    <tr class="gap">
      <td colSpan={3}>{texts.value.leaderboard.gap}</td>
    </tr>
  );
}
