import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStorage, type Items } from '../platform/storage.ts';
import { createSettings } from './settings-state.ts';

function memory(): Items {
  const kept = new Map<string, string>();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}

test('a setting is kept for the next visit', () => {
  const items = memory();
  createSettings(createStorage(() => items)).set('theme', 'contrast');
  const { current } = createSettings(createStorage(() => items));
  assert.equal(current.value.theme, 'contrast');
  assert.equal(current.value.language, 'auto');
});

test('a change in another tab is taken over', () => {
  const items = memory();
  const here = createSettings(createStorage(() => items));
  const there = createSettings(createStorage(() => items));
  there.set('hardMode', true);
  assert.equal(here.current.value.hardMode, false);
  here.reload();
  assert.equal(here.current.value.hardMode, true);
});

test('what is kept and no choice is the default, that of the device first', () => {
  const items = memory();
  items.setItem('motus:settings', '{"theme":"pink","volume":"loud","palette":"safe"}');
  const { current } = createSettings(
    createStorage(() => items),
    { volume: 0 },
  );
  const { theme, volume, palette } = current.value;
  assert.deepEqual([theme, volume, palette], ['auto', 0, 'safe']);
  items.setItem('motus:settings', 'not JSON');
  assert.equal(createSettings(createStorage(() => items)).current.value.palette, 'classic');
});

test('a browser that forbids storage forgets, and everything else works', () => {
  const settings = createSettings(
    createStorage(() => {
      throw new Error('SecurityError');
    }),
  );
  settings.set('palette', 'safe');
  assert.equal(settings.current.value.palette, 'safe');
});
