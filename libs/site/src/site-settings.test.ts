import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '@motus/service';
import { siteSettings } from './site-settings.ts';
import { siteStyle } from './site-style.ts';

const read = (environment: Record<string, string>) => readSettings(siteSettings, environment);

test('without settings it is Motus, in the colours of the pages', () => {
  const site = read({});
  assert.deepEqual([site.PRODUCT_NAME, site.FOOTER_TEXT], ['Motus', '']);
  assert.equal(siteStyle(site), '');
});

test('a name has letters of any alphabet, digits, spaces and a few signs', () => {
  for (const name of ['M', "L’été d'Ô-2 M. X!", 'Λέξη', '4 mots', 'x'.repeat(40)])
    assert.equal(read({ PRODUCT_NAME: name }).PRODUCT_NAME, name);
  assert.equal(read({ PRODUCT_NAME: 'E\u0301te' }).PRODUCT_NAME, '\u00C9te', 'one character a letter');
});

test('the colours that are set are in the style sheet; an empty one is not set', () => {
  const site = read({ COLOR_ACCENT: '#00fF7a', COLOR_CORRECT: '', COLOR_ABSENT: '#123456' });
  assert.equal(siteStyle(site), ':root {\n  --site-accent: #00fF7a;\n  --site-absent: #123456;\n}\n');
});

test('what cannot be shown is refused by its name, with what it wants', () => {
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
