import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Component, componentsOf } from './components.ts';
import { stepsOf } from './fault-plan.ts';
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
const ask = async () => ['role:master'];

async function steps(options: {
  faults?: readonly Fault[];
  short?: boolean;
  only?: string[];
  names?: string[];
}) {
  const { faults = FAULTS, short = false, only = [], names = NAMES } = options;
  const components = await componentsOf({ names: async () => names, ask });
  const wanted = components.filter(({ name }: Component) => only.length === 0 || only.includes(name));
  return stepsOf(wanted, { faults, short, only }).map(({ component, fault }) => `${component.name} ${fault}`);
}

const ofDisks = ['disk-lost', 'file-damaged', 'disk-full', 'power-cut'] as const;

test('the full drill does each fault of a disk to each store, and to both its nodes in turn where it is one’s own', async () => {
  const nodes = ['auth-store-primary', 'score-store-primary', 'auth-store-replica', 'score-store-replica'];
  const stores = ['auth-store', 'score-store'];
  assert.deepEqual(await steps({ faults: ofDisks }), [
    ...nodes.map((name) => `${name} disk-lost`),
    ...nodes.map((name) => `${name} file-damaged`),
    ...stores.map((name) => `${name} disk-full`),
    ...stores.map((name) => `${name} power-cut`),
    'everything power-cut',
  ]);
});

test('the short drill does each of them once', async () => {
  assert.deepEqual(await steps({ faults: ofDisks, short: true }), [
    'score-store-primary disk-lost',
    'auth-store-replica file-damaged',
    'score-store disk-full',
    'everything power-cut',
  ]);
});

test('everything is hurt last: killed, and without power', async () => {
  assert.deepEqual((await steps({})).slice(-2), ['everything kill', 'everything power-cut']);
  assert.equal((await steps({ faults: ['kill', 'term'] })).at(-1), 'everything kill');
});

test('a short drill that cannot cut the power kills everything instead', async () => {
  assert.equal((await steps({ faults: ['kill', 'disk-lost'], short: true })).at(-1), 'everything kill');
  assert.ok(!(await steps({ short: true })).includes('everything kill'));
});

test('a store without a replica keeps its only disk', async () => {
  const names = ['score1', 'auth-store1', 'score-store1', 'score-store2'];
  const found = await steps({ faults: ['disk-lost', 'file-damaged'], names });
  assert.ok(found.length > 0 && found.every((step) => step.startsWith('score-store')), found.join());
});
