import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GROUND, PALETTE } from './palette.ts';
import { siteSettings } from './site-settings.ts';

test('the palette reads every colour that an operator can set', () => {
  const names = Object.keys(siteSettings).flatMap(
    (name) => /^COLOR_(.*)/.exec(name)?.[1]?.toLowerCase() ?? [],
  );
  assert.equal(names.length, 5);
  for (const name of names)
    assert.match(PALETTE, new RegExp(`--${name}: var\\(--site-${name}, #[\\da-f]{6}\\);`));
});

test('the ground colour is that of the palette', () => {
  assert.match(GROUND, /^#[\da-f]{6}$/);
});
