import type { Player } from '@motus/contracts';
import type { ComponentChildren } from 'preact';
import { useApp } from '../app/app-context.ts';
import { texts } from '../ui/texts/texts.ts';

/** A table of players by their points. */
export function Ranking({ caption, children }: { caption: string; children: ComponentChildren }) {
  return (
    <table class="ranking">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.value.leaderboard.rank}</th>
          <th scope="col">{texts.value.leaderboard.player}</th>
          <th scope="col">{texts.value.leaderboard.points}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface RankingEntryProps {
  /** Null for who has no place yet. */
  rank: number | null;
  player: Player;
  points: number;
}

/** One player; the own row is marked. */
export function RankingEntry({ rank, player, points }: RankingEntryProps) {
  const { session } = useApp();
  const who = session.value;
  const own = who.state === 'in' && who.player.id === player.id;
  return (
    <tr {...(own && { 'aria-current': true, class: 'own' })}>
      <td>{rank ?? texts.value.leaderboard.noRank}</td>
      <th scope="row">
        {player.name} {own && <span class="muted">{texts.value.leaderboard.you}</span>}
      </th>
      <td>{points.toLocaleString(texts.value.locale)}</td>
    </tr>
  );
}
