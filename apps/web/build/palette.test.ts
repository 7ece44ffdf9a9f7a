import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { GROUND, LIGHT_PALETTE, PALETTE } from '@motus/site';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

test('document and manifest have the ground colour of the palette', () => {
  const { theme_color, background_color } = JSON.parse(read('../public/manifest.webmanifest'));
  assert.deepEqual([theme_color, background_color], [GROUND, GROUND]);
  assert.ok(read('../index.html').includes(`<meta name="theme-color" content="${GROUND}" />`));
});

test('icons have the colours of the letters', () => {
  const colours = Array.from(
    PALETTE.matchAll(/--site-(?:correct|present|absent), (#[\da-f]{6})/g),
    ([, value]) => value,
  );
  assert.equal(colours.length, 3);
  for (const icon of ['icon.svg', 'icon-maskable.svg']) {
    const svg = read(`../public/icons/${icon}`);
    for (const colour of colours) assert.ok(svg.includes(`fill="${colour}"`), `${icon}: ${colour}`);
  }
});

test("HAProxy's own pages have the colours of the default and the light theme", () => {
  const themes = PALETTE + LIGHT_PALETTE;
  const colours = [...read('../../../haproxy.cfg').matchAll(/(--[a-z-]+):(#[\da-f]{6})/g)];
  assert.equal(colours.length, 8);
  for (const [, name, value] of colours) {
    const declaration = new RegExp(`\\s${name}: (?:var\\(--site-[a-z]+, )?${value}\\)?;`);
    assert.match(themes, declaration);
  }
});
