import type { Leaderboard, LeaderboardEntry, Period } from '@motus/contracts';
import { useEffect } from 'preact/hooks';
import { boardRows } from '../state/board-rows.ts';
import { hashOf, PERIODS } from '../state/route.ts';
import { texts } from '../texts/texts.ts';
import { useApp } from './app-context.ts';

/** The leaderboards of the day, the week, the month and all time, with the player's own place. */
export function LeaderboardView() {
  const { leaderboard, route } = useApp();
  const { period } = route.value;
  useEffect(() => void leaderboard.open(period), [leaderboard, period]);

  const shown = leaderboard.current.value;
  return (
    <section class="card board" aria-labelledby="board-title">
      <h1 id="board-title">{texts.value.leaderboard.periods[period].title}</h1>
      <nav class="tabs" aria-label={texts.value.leaderboard.choose}>
        {PERIODS.map((each) => (
          <PeriodLink key={each} period={each} current={each === period} />
        ))}
      </nav>
      {leaderboard.error.value && <p role="alert">{leaderboard.error.value}</p>}
      {shown?.key === period ? <Board board={shown.value} /> : <p class="waiting">{texts.value.loading}</p>}
    </section>
  );
}

function PeriodLink({ period, current }: { period: Period; current: boolean }) {
  return (
    <a href={hashOf('leaderboard', period)} {...(current && { 'aria-current': 'page' })}>
      {texts.value.leaderboard.periods[period].tab}
    </a>
  );
}

function Board({ board }: { board: Leaderboard }) {
  if (board.players === 0) return <p>{texts.value.leaderboard.empty}</p>;
  return (
    <>
      <table class="ranking">
        <caption>{texts.value.leaderboard.players(board.players)}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.value.leaderboard.rank}</th>
            <th scope="col">{texts.value.leaderboard.player}</th>
            <th scope="col">{texts.value.leaderboard.points}</th>
          </tr>
        </thead>
        <tbody>
          {boardRows(board).map((row) =>
            row === 'gap' ? <Gap key="gap" /> : <Entry key={row.player.id} entry={row} />,
          )}
        </tbody>
      </table>
      {board.around.length === 0 && <p class="muted">{texts.value.leaderboard.unranked}</p>}
    </>
  );
}

function Entry({ entry }: { entry: LeaderboardEntry }) {
  const { session } = useApp();
  const who = session.value;
  const own = who.state === 'in' && who.player.id === entry.player.id;
  return (
    <tr {...(own && { 'aria-current': true, class: 'own' })}>
      <td>{entry.rank}</td>
      <th scope="row">
        {entry.player.name} {own && <span class="muted">{texts.value.leaderboard.you}</span>}
      </th>
      <td>{entry.points.toLocaleString(texts.value.locale)}</td>
    </tr>
  );
}

function Gap() {
  return (
    <tr class="gap">
      <td colSpan={3}>{texts.value.leaderboard.gap}</td>
    </tr>
  );
}
