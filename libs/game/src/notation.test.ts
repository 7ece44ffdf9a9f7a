import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodePattern, readPlay, writeRow } from './notation.ts';

const WRONG = ['correct', 'absent', 'present', 'absent', 'absent', 'absent'] as const;
const ALL_CORRECT = Array(6).fill('correct') as 'correct'[];

test('writes a row as word, pattern and time, with a suffix when its day was over', () => {
  assert.equal(encodePattern(WRONG), 'R-J---');
  assert.equal(writeRow('BALLON', 'R-J---', 1_763_715_600_000, false), 'BALLON R-J--- 1763715600000');
  assert.equal(writeRow('BALLON', 'R-J---', 1, true), 'BALLON R-J--- 1 late');
});

test('reads a play back from its rows', () => {
  const rows = [
    writeRow('BALLON', encodePattern(WRONG), 1, false),
    writeRow('BULBES', encodePattern(ALL_CORRECT), 2, true),
  ];
  assert.deepEqual(readPlay('2026-11-21', []), {
    day: '2026-11-21',
    state: 'playing',
    rows: [],
    late: false,
    points: 0,
  });
  assert.deepEqual(readPlay('2026-11-21', rows), {
    day: '2026-11-21',
    state: 'won',
    rows: [
      { word: 'BALLON', pattern: [...WRONG], at: 1 },
      { word: 'BULBES', pattern: ALL_CORRECT, at: 2 },
    ],
    late: true,
    points: 85,
  });
});

test('a play is late only when it has ended, and its last row is late', () => {
  const row = (late: boolean, encodedPattern = 'R-J---') => writeRow('BALLON', encodedPattern, 1, late);
  assert.equal(readPlay('2026-11-21', [row(true)]).late, false);
  assert.equal(readPlay('2026-11-21', [row(true), row(false, 'RRRRRR')]).late, false);
  const lost = readPlay('2026-11-21', [...Array(5).fill(row(false)), row(true)]);
  assert.deepEqual([lost.state, lost.late, lost.points], ['lost', true, 0]);
});
