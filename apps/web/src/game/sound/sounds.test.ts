import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cue } from './cue.ts';
import { fakeAudio } from './fake-audio.ts';
import { createSounds, type Volume } from './sounds.ts';
import { tonesOf } from './tones.ts';

const cues = Object.keys(tonesOf) as Cue[];

function bench(volume: Volume = 2) {
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

test('every cue is heard, within two seconds', () => {
  for (const cue of cues) {
    const { sounds, played } = bench();
    sounds.unlock();
    sounds.play(cue);
    assert.ok(played.length > 0, cue);
    for (const { start, stop, loudness } of played) {
      assert.ok(start >= 10 && stop > start && stop <= 12, cue);
      assert.ok(loudness > 0.01, cue);
    }
  }
});

test('tones that sound together do not add up to more than full scale', () => {
  for (const [cue, tones] of Object.entries(tonesOf)) {
    for (const { at } of tones) {
      const together = tones.filter((tone) => tone.at <= at && at < tone.at + tone.length);
      assert.ok(together.reduce((sum, { gain }) => sum + gain, 0) <= 1, cue);
    }
  }
});

test('nothing is heard, and no context made, before a gesture', () => {
  const { sounds, page, played } = bench();
  sounds.play('won');
  assert.equal(page.contexts, 0);
  assert.deepEqual(played, []);
});

test('gestures make one context, and wake it when it was suspended', async () => {
  const { sounds, page, context } = bench();
  sounds.unlock();
  sounds.unlock();
  assert.equal(page.contexts, 1);
  assert.equal(context.state, 'running');
  Object.assign(context, { state: 'suspended' });
  sounds.unlock();
  assert.equal(context.state, 'running');
});

test('off is silent and makes no context; turned on, it is heard from the next gesture', () => {
  const { sounds, page, played } = bench(0);
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

test('a page that nobody looks at is silent', () => {
  const { sounds, page, played } = bench();
  sounds.unlock();
  page.hidden = true;
  sounds.play('won');
  assert.deepEqual(played, []);
});

test('each volume is louder than the one before', () => {
  const loudness = ([1, 2, 3] as const).map((volume) => {
    const { sounds, played } = bench(volume);
    sounds.unlock();
    sounds.play('reveal-correct');
    return played[0]?.loudness ?? 0;
  });
  const [low = 0, middle = 0, high = 0] = loudness;
  assert.ok(0 < low && low < middle && middle < high, String(loudness));
});
