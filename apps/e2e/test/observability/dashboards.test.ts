import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createEventLog } from '@motus/measurement';
import {
  dashboards,
  EVENTS,
  type PanelQuery,
  panelQueries,
  panelsOf,
  THIRD_PARTY_METRICS,
  withValues,
} from '@motus/observability';
import { startTestCollector, startTestLoki, type TestCollector, type TestLoki, until } from '@motus/testing';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { assertPlausible } from '../../src/support/plausible-panel.ts';
import { createPrometheusClient, type PrometheusClient, type Series } from '../../src/support/prometheus.ts';
import { playEverything } from '../../src/support/signal-drive.ts';
import { startTestSystem, type TestSystem } from '../../src/support/test-system.ts';

/*
 * Runs every query of every dashboard against a real Prometheus that has scraped a game: people played, an instance was
 * killed, and a store failed over.
 */

/** How often Prometheus scrapes, and so the smallest step of a graph, in seconds. */
const STEP = 5;

/** The states of instances, as Now shows them. */
const DOWN = 0;
const UP = 3;
const PRIMARY = 4;

/** A stand-in for Loki; it keeps lines only if LOKI_URL names no real one. */
const realLoki = process.env.LOKI_URL;

let loki: TestLoki | undefined;
let collector: TestCollector;
let motus: TestSystem;
let prometheus: PrometheusClient;
let begin: number;

before(async () => {
  begin = now();
  if (realLoki === undefined) loki = await startTestLoki();
  collector = await startTestCollector();
  motus = await startTestSystem(
    { LOKI_URL: realLoki ?? loki?.url ?? '', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    { observe: true },
  );
  const { urls } = motus.system;
  assert.ok(urls.prometheus, motus.logs.filter((line) => line.includes('does not run')).join('\n'));
  prometheus = createPrometheusClient(urls.prometheus);
  await until(everythingIsScraped, 60_000);
  await playEverything(motus);
  if (realLoki !== undefined) await writeToolEvents(realLoki);
});

after(async () => {
  await motus?.stop();
  await loki?.stop();
  await collector?.stop();
});

test('Now shows an instance that was killed within ten seconds, and what it puts at risk', async () => {
  const killed = now();
  motus.system.kill('motus2');
  const visitors = visit(motus);

  // By the times of the samples, so that a late query on a busy machine does not change the result.
  let noticed = Number.NaN;
  await until(async () => {
    const states = await history('Which instances run?', { instance: 'motus2' }, killed);
    noticed = states.find(([, state]) => state === DOWN)?.[0] ?? Number.NaN;
    return noticed >= killed;
  });
  assert.ok(noticed - killed <= 10, `noticed after ${noticed - killed} s`);
  assert.equal(await stateOf('motus1'), UP);
  await until(async () => (await riskOf('motus')) === 4);
  assert.deepEqual(await visitors, [], 'no player noticed');

  await motus.system.start('motus2');
  await until(async () => (await stateOf('motus2')) === UP);
});

test('Now names exactly those that were killed, whatever the component', async () => {
  const killed = ['auth1', 'auth-store2', 'haproxy2', 'score2', 'sentinel1'];
  // The stand-in for Loki has no metrics.
  const before = await withState(DOWN);
  assert.deepEqual(before, realLoki === undefined ? ['loki'] : []);
  for (const name of killed) motus.system.kill(name);
  await until(async () => isDown(...before, ...killed));
  await Promise.all(killed.map((name) => motus.system.start(name)));
  await until(async () => isDown(...before));
});

test('Now shows which node took over from a primary that was killed, and that there is no replica', async () => {
  assert.equal(await stateOf('score-store1'), PRIMARY);
  motus.system.kill('score-store1');
  await attemptOnce(motus);
  await until(async () => (await stateOf('score-store2')) === PRIMARY);
  await until(async () => (await stateOf('score-store1')) === DOWN);
  await until(async () => (await riskOf('score-store')) === 5);
  // No replica has these writes.
  await attemptOnce(motus);
  const unreplicated = 'sum(store_unreplicated_writes_total{store="score-store"}) > 0';
  await until(async () => (await prometheus.newest(unreplicated)).length > 0);

  await motus.system.start('score-store1');
  await until(async () => (await riskOf('score-store')) === undefined, 60_000);
  await until(async () => (await stateOf('score-store1')) === UP);
});

test('a point in a graph of durations names a request, whose log lines are found by that', async () => {
  const queries = Object.values(dashboards)
    .flatMap(panelQueries)
    .filter(({ exemplars }) => exemplars);
  assert.ok(queries.length >= 5);
  for (const { panel, expr } of queries) {
    const found = await prometheus.exemplars(withValues(expr, { service: 'auth|motus|score' }), begin, now());
    const ids = found.flatMap(({ request_id: id }) => id ?? []);
    assert.ok(ids.length > 0, `${panel}: no exemplars`);
    assert.ok(
      ids.some((id) => motus.logs.some((line) => line.includes(id))),
      `${panel}: no line with ${ids[0]}`,
    );
  }
});

test('Prometheus evaluates every rule without an error', async () => {
  await until(async () => (await prometheus.rules()).every(({ health }) => health !== 'unknown'));
  const rules = await prometheus.rules();
  assert.ok(rules.length > 30, `${rules.length} rules`);
  for (const { name, query, health, lastError } of rules)
    assert.equal(health, 'ok', `${name}: ${lastError}\n${query}`);
});

test('each metric of another program that a rule or a dashboard reads exists where it is looked for', async () => {
  const scraped = new Set((await prometheus.newest('up == 1')).map(({ labels }) => labels.job ?? ''));
  const missing: string[] = [];
  for (const { name, type, labels, jobs } of THIRD_PARTY_METRICS)
    for (const job of jobs.filter((each) => scraped.has(each))) {
      const series = type === 'histogram' ? `${name}_count` : name;
      const [found] = await prometheus.newest(`last_over_time(${series}{job="${job}"}[15m])`);
      if (found === undefined) missing.push(`${series} of ${job}`);
      else
        missing.push(
          ...labels
            .filter((label) => !(label in found.labels))
            .map((label) => `${label} of ${series} of ${job}`),
        );
    }
  assert.deepEqual(missing, []);
});

for (const [file, dashboard] of Object.entries(dashboards)) {
  describe(file, () => {
    const units = new Map(
      panelsOf(dashboard).map(({ title = '', fieldConfig }) => [title, fieldConfig?.defaults.unit]),
    );
    for (const query of panelQueries(dashboard)) {
      if (query.source === 'loki') {
        if (realLoki !== undefined) test(`${query.panel} has lines`, () => assertLines(query));
      } else
        test(`${query.panel} shows ${query.legend || 'rows'}`, async () => {
          const series = await run(query);
          assertPlausible(query, units.get(query.panel), series);
        });
    }
  });
}

/** Writes the events of the drill and the bench, which all dashboards show as annotations. */
async function writeToolEvents(url: string): Promise<void> {
  for (const tool of ['drill', 'bench'] as const) {
    const log = createEventLog(tool, url);
    for (const { event, fields } of EVENTS.filter(({ services }) => services.includes(tool)))
      log.write(
        event,
        { msg: event, ...Object.fromEntries(fields.map((field) => [field, 'x'])) },
        Date.now(),
      );
    await log.close();
  }
}

/** Whether Prometheus has seen every instance. Counters rise from then on. */
async function everythingIsScraped(): Promise<boolean> {
  const seen = (await prometheus.newest('up{job!~"redis|sentinel"} == 1 or redis_up == 1')).map(
    ({ labels }) => labels.instance,
  );
  // An exporter counts as seen once its metrics are there.
  const instances = motus.system.list().filter(({ name }) => !name.endsWith('-exporter'));
  return instances.every(({ name }) => seen.includes(name));
}

function now(): number {
  return Date.now() / 1000;
}

/** Runs a query as its panel does. @returns its series */
async function run({ kind, expr }: PanelQuery): Promise<Series[]> {
  const text = withValues(expr, { service: 'auth|motus|score' });
  if (kind === 'instant') return prometheus.newest(text);
  // The last point is now, so that it has the newest samples.
  const end = now();
  return prometheus.between(text, end - STEP * Math.ceil((end - begin) / STEP), end, STEP);
}

/** Asserts that a real Loki has results of a panel's query for the last minutes. */
async function assertLines({ expr }: PanelQuery): Promise<void> {
  const query = withValues(expr, { service: '.+', instance: '', level: '.+', event: '', request_id: '' });
  const parameters = new URLSearchParams({
    query,
    start: `${Math.floor(begin)}`,
    end: `${Math.ceil(now())}`,
    step: '15',
  });
  await until(async () => {
    const response = await fetch(`${realLoki}/loki/api/v1/query_range?${parameters}`);
    assert.equal(response.status, 200, `${await response.clone().text()}\n${query}`);
    const { data } = (await response.json()) as { data: { result: unknown[] } };
    return data.result.length > 0;
  });
}

/** The values that a panel of Now has shown of one series. */
async function history(panel: string, labels: Readonly<Record<string, string>>, from: number) {
  const found: [number, number][] = [];
  for (const query of panelQueries(nowDashboard()).filter((each) => each.panel === panel && !each.mark)) {
    const series = await prometheus.between(query.expr, from, now(), 1);
    for (const one of series)
      if (Object.entries(labels).every(([name, value]) => one.labels[name] === value))
        found.push(...one.values.map(([time, value]) => [time, value] as [number, number]));
  }
  return found;
}

/** The newest value that a panel of Now shows of one series. */
async function shown(panel: string, label: string, value: string): Promise<number | undefined> {
  for (const { expr } of panelQueries(nowDashboard()).filter((each) => each.panel === panel)) {
    const series = await prometheus.newest(expr);
    const found = series.find(({ labels }) => labels[label] === value);
    if (found !== undefined) return found.values[0]?.[1];
  }
  return undefined;
}

const stateOf = (instance: string) => shown('Which instances run?', 'instance', instance);
/** The names of the instances in a state, sorted. */
async function withState(state: number): Promise<string[]> {
  const queries = panelQueries(nowDashboard()).filter(({ panel }) => panel === 'Which instances run?');
  const series = (await Promise.all(queries.map(({ expr }) => prometheus.newest(expr)))).flat();
  const found = series.filter(({ values }) => values[0]?.[1] === state);
  return found.map(({ labels }) => labels.instance ?? '').sort();
}

/** Asserts that these instances are down, and no others. @returns true */
async function isDown(...names: string[]): Promise<boolean> {
  assert.deepEqual(await withState(DOWN), names.toSorted());
  return true;
}

const riskOf = (what: string) => shown('What is at risk?', 'what', what);

function nowDashboard() {
  const dashboard = dashboards['operation/now.json'];
  assert.ok(dashboard);
  return dashboard;
}

/** Opens the game in many browsers at once. @returns the statuses of 500 and above */
async function visit({ system }: TestSystem): Promise<number[]> {
  const statuses = await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const visitor = new HttpPlayer(system.urls.public, `Visiteur ${i}`);
      const answers = [
        await visitor.get('/api/me'),
        await visitor.get('/api/today'),
        await visitor.get('/api/today'),
      ];
      return answers.map(({ status }) => status);
    }),
  );
  return statuses.flat().filter((status) => status >= 500);
}

/** Sends an attempt, which waits for a primary. */
async function attemptOnce(test: TestSystem): Promise<void> {
  const guest = new HttpPlayer(test.system.urls.public, 'personne');
  const { day } = (await guest.today()).game;
  const [word = ''] = wrongWords(await test.answer(day), 1);
  const { status, text } = await guest.attempt({ day, row: 1, word });
  assert.equal(status, 200, text);
}
