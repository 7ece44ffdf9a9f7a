import type { LeagueTable, Period } from '@motus/contracts';
import { useEffect } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { hashOf, hashOfLeague } from '../app/route.ts';
import { PeriodTabs } from '../leaderboard/period-tabs.tsx';
import { Ranking, RankingEntry } from '../leaderboard/ranking.tsx';
import { texts } from '../ui/texts/texts.ts';
import { LeagueInvite } from './league-invite.tsx';
import { LeagueManagement } from './league-management.tsx';
import { tableKey } from './leagues-state.ts';
import { leaguesTexts } from './leagues-texts.ts';

/** A league: its table, its invitation, and the actions of members and owner. */
export function LeagueView({ id, period }: { id: string; period: Period }) {
  const { leagues } = useApp();
  const { league, table, mutations } = leagues;
  useEffect(() => {
    mutations.clear();
    void league.load(id);
  }, [league, mutations, id]);
  useEffect(() => void leagues.loadTable(id, period), [leagues, id, period]);

  const shown = league.current.value?.key === id ? league.current.value.value : null;
  const entries = table.current.value;
  return (
    <section class="card board" aria-labelledby="league-title">
      <p class="back">
        <a href={hashOf('leagues')}>{leaguesTexts.value.back}</a>
      </p>
      <h1 id="league-title">{shown?.name ?? leaguesTexts.value.one}</h1>
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
          {mutations.refusal.value && <p role="alert">{mutations.refusal.value}</p>}
          <LeagueInvite league={shown} />
          <LeagueManagement key={shown.name} league={shown} />
        </>
      )}
    </section>
  );
}

function Table({ table: { entries } }: { table: LeagueTable }) {
  return (
    <Ranking caption={leaguesTexts.value.members(entries.length)}>
      {entries.map((entry) => (
        <RankingEntry key={entry.player.id} {...entry} />
      ))}
    </Ranking>
  );
}
