import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLoki } from '@motus/testing';
import { Registry } from 'prom-client';
import { readSyslogMessage } from './intake/syslog-message.ts';
import { createShipment } from './shipment.ts';

const DAY_MS = 24 * 3600_000;
/** 2026-11-27 12:00 UTC, in milliseconds since 1970. */
const NOW = Date.UTC(2026, 10, 27, 12);

test('counts received lines by instance, and has a series for a HAProxy that has sent no line', async () => {
  const registry = new Registry();
  const shipment = createShipment(undefined, registry, () => NOW);
  shipment.takeMessage({ time: NOW, host: '-', instance: 'haproxy1', text: 'a line' }, undefined);
  shipment.takeLogLine('score-store1', '7:M 26 Nov 2026 12:00:00.000 * a line');
  const metrics = await registry.metrics();
  const received = (service: string, source: string) =>
    new RegExp(`^shipped_lines_received_total\\{service="${service}",source="${source}"\\} (\\d+)`, 'm').exec(
      metrics,
    )?.[1];
  assert.equal(received('haproxy', 'haproxy1'), '1');
  assert.equal(received('haproxy', 'haproxy2'), '0');
  assert.equal(received('redis', 'score-store1'), '1');
});

test('names that somebody invents do not become series without end', async () => {
  const registry = new Registry();
  const shipment = createShipment(undefined, registry, () => NOW);
  const take = (instance: string) =>
    shipment.takeMessage({ time: NOW, host: '-', instance, text: 'a line' }, undefined);
  take(`haproxy-${'x'.repeat(1000)}`);
  for (let i = 0; i < 1000; i += 1) take(`haproxy-${i}`);
  take('haproxy2');
  const series: string[] = (await registry.metrics()).match(/^shipped_lines_received_total\{.*/gm) ?? [];
  assert.ok(series.length < 120, `${series.length} series`);
  assert.ok(series.every((line) => line.length < 200));
  assert.ok(series.includes('shipped_lines_received_total{service="haproxy",source="haproxy2"} 1'));
  const others = series.find((line) => line.includes('source="other"'));
  assert.ok(Number(others?.split(' ').at(-1)) > 800, others);
});

test('dates a line that is too old for Loki before those of the last days, and one from the future now', async (t) => {
  const loki = await startTestLoki();
  t.after(() => loki.stop());
  const shipment = createShipment(loki.url, new Registry(), () => NOW);
  for (const [day, text] of [
    ['01 Nov', 'old'],
    ['26 Nov', 'of yesterday'],
    ['28 Nov', 'of tomorrow'],
  ])
    shipment.takeLogLine('score-store1', `7:M ${day} 2026 12:00:00.000 * ${text}`);
  await shipment.close(5000);
  assert.deepEqual(
    loki.lines.map(({ time, line }) => [line.split(' * ')[1], Number(time.slice(0, 13)) - NOW]),
    [
      ['old', -6 * DAY_MS],
      ['of yesterday', -DAY_MS],
      ['of tomorrow', 0],
    ],
  );
});

test('gives a message without a time the current time', async (t) => {
  const loki = await startTestLoki();
  t.after(() => loki.stop());
  // Later than any clock of a machine: the shipment replaces only times that are ahead of its own clock.
  const now = Date.UTC(2100, 0, 1);
  const shipment = createShipment(loki.url, new Registry(), () => now);
  const message = readSyslogMessage('<134>1 - - haproxy1 - - - Server motus/motus1 is UP');
  assert.ok(message !== undefined);
  shipment.takeMessage(message, undefined);
  await shipment.close(5000);
  assert.deepEqual(
    loki.lines.map(({ time }) => Number(time.slice(0, 13))),
    [now],
  );
});
