import type { Statistics } from '@motus/contracts';
import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { hashOf } from '../app/route.ts';
import { gameTexts } from '../game/game-texts.ts';
import { texts } from '../ui/texts/texts.ts';
import { statisticsTexts } from './statistics-texts.ts';

/** The statistics of the visitor: figures, and a bar chart of wins by number of attempts. */
export function StatisticsView() {
  const { statistics, session } = useApp();
  useEffect(() => void statistics.load(null), [statistics]);
  const shown = statistics.current.value;
  return (
    <section class="card statistics" aria-labelledby="statistics-title">
      <h1 id="statistics-title">{statisticsTexts.value.title}</h1>
      {statistics.error.value && <p role="alert">{statistics.error.value}</p>}
      {shown ? <Figures statistics={shown.value} /> : <p class="waiting">{texts.value.loading}</p>}
      <p class="to-archive">
        <a href={hashOf('archive')}>{gameTexts.value.result.archive}</a>
      </p>
      {session.value.state === 'guest' && (
        <p class="note">
          {texts.value.guest.statistics} <LoginLink>{texts.value.login.link}</LoginLink>
        </p>
      )}
    </section>
  );
}

function Figures({ statistics }: { statistics: Statistics }) {
  return (
    <>
      <dl class="figures">
        {figuresOf(statistics).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {statistics.played === 0 ? (
        <p>{statisticsTexts.value.empty}</p>
      ) : (
        <Distribution wins={statistics.distribution} />
      )}
    </>
  );
}

function figuresOf(statistics: Statistics): [name: string, value: string][] {
  const { played, won, currentStreak, longestStreak, meanAttempts, points } = statistics;
  const share = (won / Math.max(1, played)).toLocaleString(texts.value.locale, { style: 'percent' });
  const { locale } = texts.value;
  const mean = meanAttempts?.toLocaleString(locale, { maximumFractionDigits: 1 });
  return [
    [statisticsTexts.value.played, played.toLocaleString(locale)],
    [statisticsTexts.value.won(share), won.toLocaleString(locale)],
    [statisticsTexts.value.currentStreak, currentStreak.toLocaleString(locale)],
    [statisticsTexts.value.longestStreak, longestStreak.toLocaleString(locale)],
    [statisticsTexts.value.mean, mean ?? statisticsTexts.value.none],
    [statisticsTexts.value.points, points.toLocaleString(locale)],
  ];
}

function Distribution({ wins }: { wins: readonly number[] }) {
  const { game } = useApp();
  const most = Math.max(1, ...wins);
  const play = game.play.value;
  const latest = play?.state === 'won' ? play.rows.length : null;
  return (
    <table class="distribution">
      <caption>{statisticsTexts.value.distribution}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{statisticsTexts.value.attempts}</th>
          <th scope="col">{statisticsTexts.value.wins}</th>
        </tr>
      </thead>
      <tbody>
        {wins.map((count, at) => (
          <tr key={at} data-latest={at + 1 === latest || undefined}>
            <th scope="row">{at + 1}</th>
            <td>
              <Bar share={count / most} />
              <span>{count.toLocaleString(texts.value.locale)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An SVG, because the content security policy forbids a style attribute that sets the width. */
function Bar({ share }: { share: number }) {
  return (
    <svg class="bar" aria-hidden="true">
      <rect width={`${share * 100}%`} height="100%" />
    </svg>
  );
}
