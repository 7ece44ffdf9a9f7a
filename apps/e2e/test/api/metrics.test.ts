import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();

test('each instance counts requests by route template, and attempts, logins and registrations by outcome', async () => {
  const player = await newPlayer(motus);
  const { day } = (await player.today()).game;
  const [word = ''] = wrongWords(await motus.answer(day), 1);
  await player.attempt({ day, row: 1, word });
  await player.attempt({ day, row: 1, word });
  await player.attempt({ day, row: 2, word: '' });
  await player.get('/nothing/at/all');

  assert.equal(await sum('motus', 'attempts_total{outcome="accepted",by="player"}'), 1);
  assert.equal(await sum('motus', 'attempts_total{outcome="repeated",by="player"}'), 1);
  assert.equal(await sum('motus', 'attempts_total{outcome="word_length",by="player"}'), 1);
  assert.equal(await sum('motus', 'logins_completed_total{outcome="success"}'), 1);
  assert.equal(await sum('auth', 'registrations_total{outcome="created"}'), 1);
  assert.equal(
    await sum('motus', 'http_requests_total{method="POST",route="/api/attempts",status="200"}'),
    2,
  );
  assert.equal(
    await sum('motus', 'http_requests_total{method="POST",route="/api/attempts",status="400"}'),
    1,
  );
  assert.equal(
    await sum('score', 'http_requests_total{method="POST",route="/score/attempts",status="200"}'),
    2,
  );
  assert.equal(await sum('motus', 'attempt_batch_size_sum'), 2);
  assert.ok((await sum('motus', 'http_requests_total{method="GET",route="none",status="404"}')) >= 1);
  for (const name of ['motus1', 'motus2'] as const) {
    const all = await scrape(name);
    assert.doesNotMatch(all, /nothing\/at\/all/, 'an unknown path is not used as a label');
    assert.match(all, /process_resident_memory_bytes/);
  }
});

test('no instance exposes a series twice, because Prometheus would drop it', async () => {
  for (const name of ['auth1', 'motus1', 'score1'] as const) {
    const samples = (await scrape(name)).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const series = samples.map((line) => line.replace(/ # .*/, '').replace(/ \S+$/, ''));
    assert.ok(series.length > 20, `${name}: ${series.length} series`);
    assert.deepEqual(
      series.filter((text, i) => series.indexOf(text) !== i),
      [],
      name,
    );
  }
});

test('HAProxy exposes the state of every server as a metric', async () => {
  const text = await (await fetch(`${motus.system.urls.stats}/metrics`)).text();
  for (const name of ['auth1', 'auth2', 'motus1', 'motus2', 'score1', 'score2']) {
    assert.match(
      text,
      new RegExp(`haproxy_server_status{proxy="${name.slice(0, -1)}",server="${name}",state="UP"} 1`),
    );
  }
});

test('services log JSON lines with their instance and service', async () => {
  const lines = motus.logs.filter((line) => /^(auth|motus|score)[12] \{/.test(line));
  assert.ok(lines.length >= 6);
  for (const line of lines) {
    const [name = '', json = ''] = line.split(/ (.*)/s);
    const { service, instance, level, time } = JSON.parse(json);
    assert.deepEqual(
      [instance, service, typeof level, typeof time],
      [name, name.slice(0, -1), 'number', 'number'],
    );
  }
});

type Twin = `${'auth' | 'motus' | 'score'}${1 | 2}`;

async function scrape(name: Twin): Promise<string> {
  return (await fetch(`http://127.0.0.1:${motus.system.ports[name]}/metrics`)).text();
}

/** The value of a series, over both twins. */
async function sum(kind: 'auth' | 'motus' | 'score', series: string): Promise<number> {
  let total = 0;
  for (const name of [`${kind}1`, `${kind}2`] as Twin[]) {
    const line = (await scrape(name)).split('\n').find((text) => text.startsWith(`${series} `));
    total += Number(line?.split(' ').at(-1) ?? 0);
  }
  return total;
}
