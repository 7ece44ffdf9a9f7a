import type { Statistics } from '@motus/contracts';
import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { LoginLink } from '../app/login-link.tsx';
import { hashOf } from '../app/route.ts';
import { texts } from '../ui/texts/texts.ts';

/** The player's own statistics: figures, and wins by number of attempts as bars. */
export function StatisticsView() {
  const { statistics, session } = useApp();
  useEffect(() => void statistics.open(null), [statistics]);
  const shown = statistics.current.value;
  return (
    <section class="card statistics" aria-labelledby="statistics-title">
      <h1 id="statistics-title">{texts.value.statistics.title}</h1>
      {statistics.error.value && <p role="alert">{statistics.error.value}</p>}
      {shown ? <Figures statistics={shown.value} /> : <p class="waiting">{texts.value.loading}</p>}
      <p class="to-archive">
        <a href={hashOf('archive')}>{texts.value.result.archive}</a>
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
        <p>{texts.value.statistics.empty}</p>
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
    [texts.value.statistics.played, played.toLocaleString(locale)],
    [texts.value.statistics.won(share), won.toLocaleString(locale)],
    [texts.value.statistics.currentStreak, currentStreak.toLocaleString(locale)],
    [texts.value.statistics.longestStreak, longestStreak.toLocaleString(locale)],
    [texts.value.statistics.mean, mean ?? texts.value.statistics.none],
    [texts.value.statistics.points, points.toLocaleString(locale)],
  ];
}

function Distribution({ wins }: { wins: readonly number[] }) {
  const { game } = useApp();
  const most = Math.max(1, ...wins);
  const play = game.game.value;
  const latest = play?.state === 'won' ? play.rows.length : null;
  return (
    <table class="distribution">
      <caption>{texts.value.statistics.distribution}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{texts.value.statistics.attempts}</th>
          <th scope="col">{texts.value.statistics.wins}</th>
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

/** Drawn, because the content security policy allows no style attribute to set a width. */
function Bar({ share }: { share: number }) {
  return (
    <svg class="bar" aria-hidden="true">
      <rect width={`${share * 100}%`} height="100%" />
    </svg>
  );
}
