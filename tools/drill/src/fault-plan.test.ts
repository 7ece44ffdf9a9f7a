import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Component, listComponents } from './components.ts';
import { planSteps } from './fault-plan.ts';
import { FAULTS, type Fault } from './options.ts';

const NODES = ['auth-store1', 'auth-store2', 'score-store1', 'score-store2'];
const NAMES = [
  'auth1',
  'auth2',
  'score1',
  'score2',
  ...NODES,
  'sentinel1',
  'sentinel2',
  'sentinel3',
  'haproxy1',
];
const sendCommand = async () => ['role:master'];

async function steps(options: {
  faults?: readonly Fault[];
  short?: boolean;
  only?: string[];
  names?: string[];
}) {
  const { faults = FAULTS, short = false, only = [], names = NAMES } = options;
  const components = await listComponents({ instanceNames: async () => names, sendCommand });
  const wanted = components.filter(({ name }: Component) => only.length === 0 || only.includes(name));
  return planSteps(wanted, { faults, short, only }).map(
    ({ component, fault }) => `${component.name} ${fault}`,
  );
}

test('what observes the system is no service: a short drill of containers kills it, and stops and halts services only', async () => {
  const names = ['motus1', 'motus2', 'shipper', 'alertmanager', 'node-exporter'];
  assert.deepEqual(await steps({ faults: ['kill', 'term', 'hang'], short: true, names }), [
    ...names.map((name) => `${name} kill`),
    'motus1 term',
    'motus2 hang',
    'everything kill',
  ]);
});

const DISK_FAULTS = ['disk-lost', 'file-damaged', 'disk-full', 'power-cut'] as const;

test('the full drill injects each disk fault into each store, or into each of its nodes if it affects one disk', async () => {
  const nodes = ['auth-store-primary', 'score-store-primary', 'auth-store-replica', 'score-store-replica'];
  const stores = ['auth-store', 'score-store'];
  assert.deepEqual(await steps({ faults: DISK_FAULTS }), [
    ...nodes.map((name) => `${name} disk-lost`),
    ...nodes.map((name) => `${name} file-damaged`),
    ...stores.map((name) => `${name} disk-full`),
    ...stores.map((name) => `${name} power-cut`),
    'everything power-cut',
  ]);
});

test('the short drill injects each disk fault once', async () => {
  assert.deepEqual(await steps({ faults: DISK_FAULTS, short: true }), [
    'score-store-primary disk-lost',
    'auth-store-replica file-damaged',
    'score-store disk-full',
    'everything power-cut',
  ]);
});

test('faults of the whole system are last: first the kill, then the power cut', async () => {
  assert.deepEqual((await steps({})).slice(-2), ['everything kill', 'everything power-cut']);
  assert.equal((await steps({ faults: ['kill', 'term'] })).at(-1), 'everything kill');
});

test('a short drill without power cuts kills the whole system instead', async () => {
  assert.equal((await steps({ faults: ['kill', 'disk-lost'], short: true })).at(-1), 'everything kill');
  assert.ok(!(await steps({ short: true })).includes('everything kill'));
});

test('a store without a replica gets no fault that destroys its only copy', async () => {
  const names = ['score1', 'auth-store1', 'score-store1', 'score-store2'];
  const found = await steps({ faults: ['disk-lost', 'file-damaged'], names });
  assert.ok(found.length > 0 && found.every((step) => step.startsWith('score-store')), found.join());
});
