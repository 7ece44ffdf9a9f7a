import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '@motus/service';
import { siteSettings } from './site-settings.ts';

const read = (environment: Record<string, string>) => readSettings(siteSettings, environment);

test('defaults to the name Motus, no footer and no colours', () => {
  const site = read({});
  assert.deepEqual([site.PRODUCT_NAME, site.FOOTER_TEXT, site.COLOR_GROUND], ['Motus', '', '']);
});

test('accepts a name with letters of any alphabet, digits, spaces and a few signs', () => {
  for (const name of ['M', "L’été d'Ô-2 M. X!", 'Λέξη', '4 mots', 'x'.repeat(40)])
    assert.equal(read({ PRODUCT_NAME: name }).PRODUCT_NAME, name);
  assert.equal(read({ PRODUCT_NAME: 'E\u0301te' }).PRODUCT_NAME, '\u00C9te', 'one character for each letter');
});

test('refuses a value that cannot be shown, and names the setting and what it expects', () => {
  const names = [
    '',
    ' Motus',
    'Motus ',
    '.x',
    'x'.repeat(41),
    '<b>',
    'a"b',
    'a$b',
    'a%b',
    'a\\b',
    'a\nb',
    'a&b',
  ];
  const cases = [
    ...names.map((name) => [
      'PRODUCT_NAME',
      name,
      /^setting PRODUCT_NAME is wrong: .*; it wants the name of the game/s,
    ]),
    [
      'FOOTER_TEXT',
      'é'.repeat(201),
      /^setting FOOTER_TEXT is wrong: it has 201 characters; it wants one line/,
    ],
    ['FOOTER_TEXT', 'a\nb', /^setting FOOTER_TEXT is wrong: it is more than one line/],
    ...['GROUND', 'ACCENT', 'CORRECT', 'PRESENT', 'ABSENT'].flatMap((color) =>
      ['red', '#fff', '#1234567', '#12345g', '#123456;}'].map((value) => [
        `COLOR_${color}`,
        value,
        new RegExp(
          `^setting COLOR_${color} is wrong: "${value}" is no colour; it wants the colour .* as #rrggbb`,
        ),
      ]),
    ),
  ] as [string, string, RegExp][];
  for (const [name, value, message] of cases)
    assert.throws(() => read({ [name]: value }), { name: 'SettingsError', message }, `${name}=${value}`);
});
