import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStorage, type Items } from '../platform/storage.ts';
import { createSettings } from './settings-state.ts';

function memory(): Items {
  const items = new Map<string, string>();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
  };
}

test('stores a setting for the next visit', () => {
  const items = memory();
  createSettings(createStorage(() => items)).set('theme', 'contrast');
  const { current } = createSettings(createStorage(() => items));
  assert.equal(current.value.theme, 'contrast');
  assert.equal(current.value.language, 'auto');
});

test('adopts a change of another tab', () => {
  const items = memory();
  const here = createSettings(createStorage(() => items));
  const there = createSettings(createStorage(() => items));
  there.set('hardMode', true);
  assert.equal(here.current.value.hardMode, false);
  here.reload();
  assert.equal(here.current.value.hardMode, true);
});

test('replaces an invalid stored setting by the default of the device, then the usual one', () => {
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

test('works without storage if the browser forbids it', () => {
  const settings = createSettings(
    createStorage(() => {
      throw new Error('SecurityError');
    }),
  );
  settings.set('palette', 'safe');
  assert.equal(settings.current.value.palette, 'safe');
});
