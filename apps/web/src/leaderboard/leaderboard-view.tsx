import type { Leaderboard, Period } from '@motus/contracts';
import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { hashOf } from '../app/route.ts';
import { texts } from '../ui/texts/texts.ts';
import { leaderboardRows } from './leaderboard-rows.ts';
import { leaderboardTexts } from './leaderboard-texts.ts';
import { PeriodTabs } from './period-tabs.tsx';
import { Ranking, RankingEntry } from './ranking.tsx';

/** The leaderboard of the day, the week, the month or all time, with the player's own rank. */
export function LeaderboardView({ period }: { period: Period }) {
  const { leaderboard } = useApp();
  useEffect(() => void leaderboard.load(period), [leaderboard, period]);

  const shown = leaderboard.current.value;
  return (
    <section class="card board" aria-labelledby="board-title">
      <h1 id="board-title">{leaderboardTexts.value.periods[period].title}</h1>
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
        <p>{leaderboardTexts.value.empty}</p>
      ) : (
        <Ranking caption={leaderboardTexts.value.players(board.players)}>
          {leaderboardRows(board).map((row) =>
            row === 'gap' ? <Gap key="gap" /> : <RankingEntry key={row.player.id} {...row} />,
          )}
        </Ranking>
      )}
      <Unranked board={board} />
    </>
  );
}

/** Tells a visitor without a rank how to get one. */
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
  return <p class="muted">{leaderboardTexts.value.unranked}</p>;
}

function Gap() {
  return (
    <tr class="gap">
      <td colSpan={3}>{leaderboardTexts.value.gap}</td>
    </tr>
  );
}
