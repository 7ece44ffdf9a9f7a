import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '@motus/service';
import { siteSettings } from './site-settings.ts';
import { GROUND, LIGHT_GROUND, LIGHT_PALETTE, PALETTE, siteStyle } from './site-style.ts';

test('the palette reads every colour that an operator can set', () => {
  const names = Object.keys(siteSettings).flatMap(
    (name) => /^COLOR_(.*)/.exec(name)?.[1]?.toLowerCase() ?? [],
  );
  assert.equal(names.length, 5);
  for (const name of names)
    assert.match(PALETTE, new RegExp(`--${name}: var\\(--site-${name}, #[\\da-f]{6}\\);`));
});

test('GROUND is the default background colour of the palette', () => {
  assert.match(GROUND, /^#[\da-f]{6}$/);
  assert.ok(PALETTE.includes(`--ground: var(--site-ground, ${GROUND});`));
});

test('the light theme applies by the preference of the browser, and changes only colours of the palette', () => {
  assert.match(
    LIGHT_PALETTE,
    /^@media \(prefers-color-scheme: light\) \{[^{]*\n:root \{\n {2}color-scheme: light;/,
  );
  const names = Array.from(LIGHT_PALETTE.matchAll(/^ {2}(--[\w-]+):/gm), ([, name = '']) => name);
  assert.ok(names.includes('--ground') && LIGHT_PALETTE.includes(`--ground: ${LIGHT_GROUND};`));
  for (const name of names) assert.match(PALETTE, new RegExp(`^ {2}${name}:`, 'm'));
});

test('puts the colours that are set into the style sheet, each under its name', () => {
  const colors = {
    COLOR_GROUND: '#000001',
    COLOR_ACCENT: '#00fF7a',
    COLOR_CORRECT: '',
    COLOR_PRESENT: '#000003',
  };
  assert.equal(
    siteStyle(readSettings(siteSettings, { ...colors, COLOR_ABSENT: '#123456' })),
    ':root {\n  --site-ground: #000001;\n  --site-accent: #00fF7a;\n  --site-present: #000003;\n  --site-absent: #123456;\n}\n',
  );
  assert.equal(
    siteStyle(readSettings(siteSettings, { COLOR_CORRECT: '#000002' })),
    ':root {\n  --site-correct: #000002;\n}\n',
  );
});

test('makes no style sheet without colours', () => {
  assert.equal(siteStyle(readSettings(siteSettings, {})), '');
});
