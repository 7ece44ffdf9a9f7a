import type { LeagueSummary } from '@motus/contracts';
import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { hashOfLeague } from '../app/route.ts';
import { texts } from '../ui/texts/texts.ts';
import { LeagueNameForm } from './league-name-form.tsx';
import { leaguesTexts } from './leagues-texts.ts';

/** The leagues of the player, and the form that creates one. */
export function MyLeagues() {
  const { leagues } = useApp();
  const { mine, mutations } = leagues;
  useEffect(() => {
    mutations.clear();
    void mine.load(null);
  }, [mine, mutations]);

  const labels = leaguesTexts.value;
  return (
    <section class="card board" aria-labelledby="leagues-title">
      <h1 id="leagues-title">{labels.title}</h1>
      <p class="muted">{labels.pitch}</p>
      {mine.error.value && <p role="alert">{mine.error.value}</p>}
      {mine.current.value ? (
        <List leagues={mine.current.value.value.leagues} />
      ) : (
        <p class="waiting">{texts.value.loading}</p>
      )}
      <h2>{labels.create}</h2>
      <LeagueNameForm submit={labels.createIt} onSubmit={leagues.create} />
      {mutations.refusal.value && <p role="alert">{mutations.refusal.value}</p>}
    </section>
  );
}

function List({ leagues }: { leagues: readonly LeagueSummary[] }) {
  const labels = leaguesTexts.value;
  if (leagues.length === 0) return <p>{labels.none}</p>;
  return (
    <ul class="items">
      {leagues.map(({ id, name, members }) => (
        <li key={id}>
          <a href={hashOfLeague(id)}>{name}</a>
          <span class="muted">{labels.members(members)}</span>
        </li>
      ))}
    </ul>
  );
}
