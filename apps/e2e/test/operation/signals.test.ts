import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SERVICE_NAMES } from '@motus/local-system';
import { EVENTS, type Job, METRICS, type MetricSignal, THIRD_PARTY_METRICS } from '@motus/observability';
import { startTestCollector, startTestLoki, type TestCollector, type TestLoki } from '@motus/testing';
import { readSamples, type Sample } from '../../src/support/prometheus-text.ts';
import { type ServiceLine, serviceLines } from '../../src/support/service-lines.ts';
import { breakAndRepair, playEverything } from '../../src/support/signal-drive.ts';
import { startTestSystem, type TestSystem } from '../../src/support/test-system.ts';

/**
 * Events that this test cannot cause: test/faults/full-disk.test.ts fills a disk, no request here has a bug, and the drill and
 * the bench test their own events.
 */
const NOT_CAUSED_HERE: ReadonlySet<string> = new Set([
  'store_full',
  'store_room',
  'request_failed',
  'instance_failed',
  'drill_fault',
  'drill_recovered',
  'bench_phase',
]);

/** The largest number of values of one label, even if clients cannot choose them. */
const MAX_VALUES = 200;

const LEVELS = { info: 30, warn: 40, error: 50, fatal: 60 };

/** The fields of every line. */
const COMMON_FIELDS = ['level', 'time', 'service', 'instance', 'msg', 'reqId', 'trace_id', 'event'];

let motus: TestSystem;
/** With a Loki and a collector, so that the metrics of the delivery of lines and spans exist. */
let loki: TestLoki;
let collector: TestCollector;

/** The metrics of each instance: before anybody played, after a game, and after faults. */
let atStart: Scrape[];
let played: Scrape[];
let repaired: Scrape[];
let lines: ServiceLine[];
/** The end of the game and the time of `played`, in milliseconds since the Unix epoch. */
let playedUntil: number;

interface Scrape {
  readonly instance: string;
  readonly job: Job;
  readonly samples: readonly Sample[];
}

before(async () => {
  loki = await startTestLoki();
  collector = await startTestCollector();
  motus = await startTestSystem({ LOKI_URL: loki.url, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  atStart = await scrapeServices();
  await playEverything(motus);
  played = await scrapeServices();
  playedUntil = Date.now();
  await breakAndRepair(motus);
  repaired = await scrapeServices();
  lines = serviceLines(motus.logs);
});
after(async () => {
  await motus?.stop();
  await loki.stop();
  await collector.stop();
});

test('every value that a label can have exists before anything is counted', () => {
  for (const { name, labels, jobs } of presentMetrics()) {
    if (Object.values(labels).includes('bounded')) continue;
    for (const { instance, job, samples } of atStart)
      if (jobs.includes(job)) assert.ok(samplesOf(name, samples).length > 0, `${instance} has no ${name}`);
    for (const [label, values] of Object.entries(labels)) {
      assert.ok(values !== 'bounded');
      assert.deepEqual(valuesOf(name, label, atStart), values.toSorted(), `${name}{${label}}`);
    }
  }
});

test('every declared metric exists, with exactly its labels and no undeclared value', () => {
  for (const scrape of [...played, ...repaired]) {
    for (const metric of presentMetrics()) {
      if (!metric.jobs.includes(scrape.job)) continue;
      const samples = samplesOf(metric.name, scrape.samples);
      // Of an instance that has just started, no request may be counted yet.
      if (samples.length === 0 && Object.values(metric.labels).includes('bounded')) continue;
      assert.ok(samples.length > 0, `${scrape.instance} has no ${metric.name}`);
      for (const { name, labels } of samples) assertLabels(metric, name, labels);
    }
  }
  for (const { name } of presentMetrics())
    assert.ok(
      played.some(({ samples }) => samplesOf(name, samples).length > 0),
      `no instance has ${name}`,
    );
});

test('no metric of a service is undeclared', () => {
  const declared = new Map(METRICS.map((metric) => [metric.name, metric]));
  const unknown = new Set<string>();
  for (const { job, samples } of [...played, ...repaired]) {
    for (const { name } of samples) {
      // What prom-client itself measures of every process.
      if (/^(process|nodejs)_/.test(name)) continue;
      const metric = declared.get(name) ?? declared.get(name.replace(/_(bucket|sum|count)$/, ''));
      if (!metric?.jobs.includes(job)) unknown.add(`${job} ${name}`);
    }
  }
  assert.deepEqual([...unknown], []);
});

test('a label without listed values has few values, and none that a client has chosen', () => {
  for (const { name, labels } of presentMetrics()) {
    for (const label of Object.keys(labels)) {
      const values = valuesOf(name, label, [...played, ...repaired]);
      assert.ok(values.length <= MAX_VALUES, `${name}{${label}} has ${values.length} values`);
      for (const value of values) {
        assert.doesNotMatch(
          value,
          /guest-|[0-9a-f]{8}-|\/[\w-]{21,22}$|nothing-like-this/,
          `${name}{${label}}`,
        );
      }
    }
  }
});

test('HAProxy has what the dashboards read of it', async () => {
  const text = await (await fetch(`${motus.system.urls.stats}/metrics`)).text();
  const samples = readSamples(text);
  for (const { name, labels, jobs } of THIRD_PARTY_METRICS) {
    if (!jobs.includes('haproxy') || !name.startsWith('haproxy_')) continue;
    const [sample] = samples.filter((one) => one.name === name);
    assert.deepEqual(Object.keys(sample?.labels ?? { missing: '' }).toSorted(), labels.toSorted(), name);
  }
});

test('every declared event was logged, and no other, each at its level and with exactly its fields', () => {
  const declared = new Map(EVENTS.map((signal) => [signal.event, signal]));
  const seen = new Set<string>();
  for (const line of lines) {
    if (line.event === undefined) continue;
    const signal = declared.get(line.event);
    assert.ok(signal !== undefined, `undeclared event: ${JSON.stringify(line)}`);
    assert.ok((signal.services as readonly string[]).includes(line.service), JSON.stringify(line));
    assert.equal(line.level, LEVELS[signal.level], JSON.stringify(line));
    assertFields(line, signal.fields);
    seen.add(line.event);
  }
  const missing = EVENTS.map(({ event }) => event).filter(
    (event) => !seen.has(event) && !NOT_CAUSED_HERE.has(event),
  );
  assert.deepEqual(missing, []);
});

test('a repeated write is logged once', () => {
  const count = (event: string) => lines.filter((line) => line.event === event).length;
  for (const event of ['league_created', 'league_joined', 'word_reported', 'guest_merged', 'logout'])
    assert.equal(count(event), 1, event);
});

test('counts of events equal those of metrics', () => {
  const ofGame = lines.filter(({ time }) => time <= playedUntil);
  for (const [event, metric, labels] of [
    ['registered', 'registrations_total', { outcome: 'created' }],
    ['login_refused', 'logins_total', { outcome: 'refused' }],
    ['login_succeeded', 'logins_total', { outcome: 'success' }],
    ['play_started', 'plays_started_total', {}],
    ['play_ended', 'plays_ended_total', {}],
    ['guest_merged', 'guests_merged_total', {}],
    ['league_created', 'leagues_created_total', {}],
    ['league_joined', 'league_joins_total', {}],
  ] as const) {
    const samples = played.flatMap((scrape) => samplesOf(metric, scrape.samples));
    const counted = samples
      .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
      .reduce((sum, { value }) => sum + value, 0);
    assert.ok(counted > 0, metric);
    assert.equal(counted, ofGame.filter((line) => line.event === event).length, `${metric} and ${event}`);
  }
});

/** The metrics of the table that components of this system have. */
function presentMetrics(): MetricSignal[] {
  return METRICS.filter(({ jobs }) => atStart.some(({ job }) => jobs.includes(job)));
}

async function scrapeServices(): Promise<Scrape[]> {
  return Promise.all(
    instances().map(async ([instance, port]) => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return { instance, job: instance.replace(/\d+$/, '') as Job, samples: readSamples(text) };
    }),
  );
}

/** The instances of our own components and their ports: both twins of each service and, where there is one, the shipper. */
function instances(): [name: string, port: number][] {
  const names: readonly string[] = [...SERVICE_NAMES, 'shipper'];
  return Object.entries(motus.system.ports).filter(([name]) => names.includes(name));
}

/** The samples of a metric, which are several series where it is a histogram. */
function samplesOf(name: string, samples: readonly Sample[]): Sample[] {
  const names = [name, `${name}_bucket`, `${name}_sum`, `${name}_count`];
  return samples.filter((sample) => names.includes(sample.name));
}

function valuesOf(name: string, label: string, scrapes: readonly Scrape[]): string[] {
  const samples = scrapes.flatMap((scrape) => samplesOf(name, scrape.samples));
  return [...new Set(samples.map(({ labels }) => labels[label] ?? ''))].toSorted();
}

function assertLabels(metric: MetricSignal, series: string, labels: Sample['labels']): void {
  const { le: _, ...others } = labels;
  const of = series.endsWith('_bucket') && metric.type === 'histogram' ? others : labels;
  assert.deepEqual(Object.keys(of).toSorted(), Object.keys(metric.labels).toSorted(), series);
  for (const [label, values] of Object.entries(metric.labels))
    if (values !== 'bounded')
      assert.ok(values.includes(of[label] ?? ''), `${series}{${label}="${of[label]}"}`);
}

function assertFields(line: ServiceLine, fields: readonly string[]): void {
  const own = Object.keys(line).filter((field) => !COMMON_FIELDS.includes(field));
  const known = fields.map((field) => field.replace('?', ''));
  const undeclared = own.filter((field) => !known.includes(field));
  const missing = fields.filter((field) => !field.endsWith('?') && !own.includes(field));
  assert.deepEqual({ undeclared, missing }, { undeclared: [], missing: [] }, JSON.stringify(line));
}
