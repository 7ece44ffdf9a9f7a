import type { LeagueTable } from '@motus/contracts';
import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { hashOf, hashOfLeague } from '../app/route.ts';
import { PeriodTabs } from '../leaderboard/period-tabs.tsx';
import { Ranking, RankingEntry } from '../leaderboard/ranking.tsx';
import { texts } from '../ui/texts/texts.ts';
import { LeagueInvite } from './league-invite.tsx';
import { LeagueManagement } from './league-management.tsx';
import { tableKey } from './leagues-state.ts';

/** One league: its table, its invitation, and what its members and its owner can do with it. */
export function LeagueView({ id }: { id: string }) {
  const { leagues, route } = useApp();
  const { league, table, changes } = leagues;
  const { period } = route.value;
  useEffect(() => {
    changes.forget();
    void league.open(id);
  }, [league, changes, id]);
  useEffect(() => void leagues.openTable(id, period), [leagues, id, period]);

  const shown = league.current.value?.key === id ? league.current.value.value : null;
  const entries = table.current.value;
  return (
    <section class="card board" aria-labelledby="league-title">
      <p class="back">
        <a href={hashOf('leagues')}>{texts.value.leagues.back}</a>
      </p>
      <h1 id="league-title">{shown?.name ?? texts.value.leagues.one}</h1>
      {league.error.value && <p role="alert">{league.error.value}</p>}
      {!shown && !league.error.value && <p class="waiting">{texts.value.loading}</p>}
      {shown && (
        <>
          <PeriodTabs current={period} hrefOf={(each) => hashOfLeague(id, each)} />
          {entries?.key === tableKey(id, period) ? (
            <Table table={entries.value} />
          ) : (
            <p class="waiting">{table.error.value ?? texts.value.loading}</p>
          )}
          {changes.refusal.value && <p role="alert">{changes.refusal.value}</p>}
          <LeagueInvite league={shown} />
          <LeagueManagement key={shown.name} league={shown} />
        </>
      )}
    </section>
  );
}

function Table({ table: { entries } }: { table: LeagueTable }) {
  return (
    <Ranking caption={texts.value.leagues.members(entries.length)}>
      {entries.map((entry) => (
        <RankingEntry key={entry.player.id} {...entry} />
      ))}
    </Ranking>
  );
}
