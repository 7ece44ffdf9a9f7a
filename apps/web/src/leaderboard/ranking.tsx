import type { Player } from '@motus/contracts';
import type { ComponentChildren } from 'preact';
import { useApp } from '../app/app-context.ts';
import { texts } from '../ui/texts/texts.ts';
import { leaderboardTexts } from './leaderboard-texts.ts';

/** A table of players, ordered by points. */
export function Ranking({ caption, children }: { caption: string; children: ComponentChildren }) {
  return (
    <table class="ranking">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{leaderboardTexts.value.rank}</th>
          <th scope="col">{leaderboardTexts.value.player}</th>
          <th scope="col">{leaderboardTexts.value.points}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface RankingEntryProps {
  /** Null for a player without a rank. */
  rank: number | null;
  player: Player;
  points: number;
}

/** The row of a player; that of the current player is marked. */
export function RankingEntry({ rank, player, points }: RankingEntryProps) {
  const { session } = useApp();
  const visitor = session.value;
  const own = visitor.state === 'player' && visitor.player.id === player.id;
  return (
    <tr {...(own && { 'aria-current': true, class: 'own' })}>
      <td>{rank ?? leaderboardTexts.value.noRank}</td>
      <th scope="row">
        {player.name} {own && <span class="muted">{leaderboardTexts.value.you}</span>}
      </th>
      <td>{points.toLocaleString(texts.value.locale)}</td>
    </tr>
  );
}
