import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPinoLine } from './pino-line.ts';

const NOW = 1_767_312_000_000;

test('a line without a time gets the time at which it is read', () => {
  assert.equal(readPinoLine('{"msg":"no time"}', () => NOW).time, NOW);
  assert.equal(readPinoLine(`{"level":30,"time":${NOW - 5},"msg":"time"}`, () => NOW).time, NOW - 5);
});
