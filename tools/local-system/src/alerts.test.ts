import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { REPOSITORY } from './process.ts';
import { ensureProgram } from './programs.ts';

const run = promisify(execFile);
const PROMETHEUS = join(REPOSITORY, 'deploy/prometheus');

/** The dashboards of deploy/grafana, by their uids. */
const DASHBOARDS = 'now game auth stores haproxy services logs slo observability'
  .split(' ')
  .map((name) => `motus-${name}`);

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface RuleTest {
  readonly promql_expr_test?: readonly { expr: string; exp_samples: readonly object[] }[];
}

// Prometheus itself refuses an invalid file; this test finds it before a deployment.
test('the configuration, the targets and the rules of Prometheus are valid', async () => {
  const promtool = await ensureProgram('promtool');
  await run(promtool, ['check', 'config', '--lint-fatal', join(PROMETHEUS, 'prometheus.yml')]);
  await run(promtool, ['check', 'rules', '--lint-fatal', ...(await paths('rules'))]);
});

test('the alerts fire in the cases of tests/, and in no others', async () => {
  const promtool = await ensureProgram('promtool');
  await run(promtool, ['test', 'rules', ...(await paths('tests'))]);
});

test('each alert has a case in which it fires, and one in which it does not', async () => {
  const files = (await parsedIn('tests')) as { tests: readonly RuleTest[] }[];
  const cases = files.flatMap(({ tests }) => tests).flatMap((one) => one.promql_expr_test ?? []);
  for (const { alert } of await alerts()) {
    const own = cases.filter(({ expr }) => expr === `ALERTS{alertname="${alert}", alertstate="firing"}`);
    assert.ok(
      own.some(({ exp_samples }) => exp_samples.length > 0),
      `no case makes ${alert} fire`,
    );
    // The watchdog always fires.
    if (alert === 'Watchdog') continue;
    assert.ok(
      own.some(({ exp_samples }) => exp_samples.length === 0),
      `no case keeps ${alert} silent`,
    );
  }
});

test('each alert says how bad it is, what it means, what to do and where to look', async () => {
  const all = await alerts();
  assert.ok(all.length > 20, `${all.length} alerts`);
  assert.deepEqual(
    all.map(({ alert }) => alert).filter((name, i, names) => names.indexOf(name) !== i),
    [],
  );
  for (const { alert, labels, annotations } of all) {
    assert.match(labels.severity ?? '', /^(critical|warning|info|none)$/, alert);
    const { summary, description, runbook_url: runbook = '', dashboard = '', ...more } = annotations;
    assert.deepEqual(more, {}, alert);
    assert.ok(summary && description, alert);
    assert.match(runbook, /^docs\/runbooks\/\w+\.md$/, alert);
    assert.ok(existsSync(join(REPOSITORY, runbook)), `${alert}: ${runbook} does not exist`);
    assert.ok(DASHBOARDS.includes(dashboard), `${alert}: there is no dashboard ${dashboard}`);
  }
});

test('no annotation shows a number as it was computed, with a dozen digits', async () => {
  const raw = /\{\{\s*\$value\s*\}\}/;
  for (const { alert, annotations } of await alerts()) {
    for (const text of Object.values(annotations)) assert.doesNotMatch(text, raw, alert);
  }
});

test('no expression joins series that have nothing in common', async () => {
  for (const { alert, expr } of await alerts()) assert.doesNotMatch(expr, /\bon\s*\(\s*\)/, alert);
});

test('each runbook belongs to an alert, and the index names it', async () => {
  const dir = join(REPOSITORY, 'docs/runbooks');
  const index = await readFile(join(dir, 'README.md'), 'utf8');
  const used = new Set((await alerts()).map(({ annotations }) => annotations.runbook_url));
  for (const file of await readdir(dir)) {
    if (file === 'README.md') continue;
    assert.ok(used.has(`docs/runbooks/${file}`), `no alert names ${file}`);
    assert.ok(index.includes(`(${file})`), `README.md does not name ${file}`);
  }
  for (const { alert } of await alerts())
    assert.ok(index.includes(alert), `README.md does not name ${alert}`);
});

test('the limits of memory that alerts name are those of docker-compose.yml', async () => {
  const compose = await readFile(join(REPOSITORY, 'docker-compose.yml'), 'utf8');
  const { 'x-store': store, 'x-service': service } = parse(compose, { merge: true });
  const expressions = new Map((await alerts()).map(({ alert, expr }) => [alert, expr]));
  for (const [alert, limit] of [
    ['StoreMemoryFilling', store.mem_limit],
    ['ServiceMemoryFilling', service.mem_limit],
  ])
    assert.ok(
      expressions.get(alert)?.includes(`${Number.parseInt(limit, 10)} * 1024 * 1024`),
      `${alert}: ${limit}`,
    );
});

async function alerts(): Promise<Alert[]> {
  const files = (await parsedIn('rules')) as { groups: { rules: Alert[] }[] }[];
  return files
    .flatMap(({ groups }) => groups)
    .flatMap(({ rules }) => rules)
    .filter(({ alert }) => alert !== undefined);
}

async function parsedIn(folder: 'rules' | 'tests'): Promise<unknown[]> {
  return Promise.all((await paths(folder)).map(async (path) => parse(await readFile(path, 'utf8'))));
}

async function paths(folder: 'rules' | 'tests'): Promise<string[]> {
  const names = await readdir(join(PROMETHEUS, folder));
  return names.sort().map((name) => join(PROMETHEUS, folder, name));
}
