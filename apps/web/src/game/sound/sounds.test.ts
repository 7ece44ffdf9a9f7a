import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cue } from '../board/board-effects.ts';
import { fakeAudio } from './fake-audio.ts';
import { createSounds, type Volume } from './sounds.ts';
import { tonesOf } from './tones.ts';

const cues = Object.keys(tonesOf) as Cue[];

function fixture(volume: Volume = 2) {
  const { played, context } = fakeAudio();
  const page = { volume, hidden: false, contexts: 0 };
  const sounds = createSounds({
    createContext: () => {
      page.contexts += 1;
      return context;
    },
    volume: () => page.volume,
    isHidden: () => page.hidden,
  });
  return { sounds, page, played, context };
}

test('plays every cue within two seconds', () => {
  for (const cue of cues) {
    const { sounds, played } = fixture();
    sounds.unlock();
    sounds.play(cue);
    assert.ok(played.length > 0, cue);
    for (const { start, stop, loudness } of played) {
      assert.ok(start >= 10 && stop > start && stop <= 12, cue);
      assert.ok(loudness > 0.01, cue);
    }
  }
});

test('keeps the sum of simultaneous tones within full scale', () => {
  for (const [cue, tones] of Object.entries(tonesOf)) {
    for (const { at } of tones) {
      const simultaneous = tones.filter((tone) => tone.at <= at && at < tone.at + tone.length);
      assert.ok(simultaneous.reduce((sum, { gain }) => sum + gain, 0) <= 1, cue);
    }
  }
});

test('plays nothing and creates no context before a gesture', () => {
  const { sounds, page, played } = fixture();
  sounds.play('won');
  assert.equal(page.contexts, 0);
  assert.deepEqual(played, []);
});

test('creates one context, and resumes it when it was suspended', async () => {
  const { sounds, page, context } = fixture();
  sounds.unlock();
  sounds.unlock();
  assert.equal(page.contexts, 1);
  assert.equal(context.state, 'running');
  Object.assign(context, { state: 'suspended' });
  sounds.unlock();
  assert.equal(context.state, 'running');
});

test('creates no context while off, and plays from the gesture after it was turned on', () => {
  const { sounds, page, played } = fixture(0);
  sounds.unlock();
  sounds.play('won');
  assert.equal(page.contexts, 0);
  page.volume = 1;
  sounds.unlock();
  sounds.play('key');
  assert.equal(played.length, 1);
  page.volume = 0;
  sounds.play('key');
  assert.equal(played.length, 1);
});

test('is silent on a hidden page', () => {
  const { sounds, page, played } = fixture();
  sounds.unlock();
  page.hidden = true;
  sounds.play('won');
  assert.deepEqual(played, []);
});

test('makes each volume louder than the one before', () => {
  const loudness = ([1, 2, 3] as const).map((volume) => {
    const { sounds, played } = fixture(volume);
    sounds.unlock();
    sounds.play('reveal-correct');
    return played[0]?.loudness ?? 0;
  });
  const [low = 0, middle = 0, high = 0] = loudness;
  assert.ok(0 < low && low < middle && middle < high, String(loudness));
});
