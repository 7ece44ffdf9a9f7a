import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Entry, parseEntries, parseRules } from './hunspell.ts';

const expand = parseRules(`
FLAG long
NEEDAFFIX ()

PFX L' Y 1
PFX L' 0 l' [aeiou] dp:le

PFX Ki Y 1
PFX Ki 0 kilo/S. .

SFX S. Y 2
SFX S. 0 0/L'D'Q' [^sxz] is:sg
SFX S. 0 s/D'Q' [^sxz] is:pl

SFX X. Y 2
SFX X. 0 0 [ul] is:sg
SFX X. l ux/D'Q' al is:pl

SFX a0 Y 3
SFX a0 er er/n'q' er po:infi
SFX a0 er ons/n'q' [^cg]er po:1pl
SFX a0 ger geons/n'q' ger po:1pl

SFX y0 Y 1
SFX y0 aller irai aller po:ifut
`);

test('parses an entry into stem, two-letter flags and tags', () => {
  assert.deepEqual(parseEntries("2\ncheval/X.() po:nom is:mas\nici/L'D' po:adv\n"), [
    { stem: 'cheval', flags: ['X.', '()'], tags: ['po:nom', 'is:mas'] },
    { stem: 'ici', flags: ["L'", "D'"], tags: ['po:adv'] },
  ]);
});

const cases: [line: string, forms: string[], why: string][] = [
  ['chat/S.()', ['chat', 'chats'], 'the stem comes from a rule'],
  ['souris/S.', ['souris'], 'no rule matches, and the stem is a word by itself'],
  ['souris/S.()', [], 'no rule matches, and the stem needs an affix'],
  ['cheval/X.()', ['cheval', 'chevaux'], 'a rule strips the end'],
  ['chanter/a0()', ['chanter', 'chantons'], 'the condition of a rule matches'],
  ['manger/a0()', ['mangeons', 'manger'], 'the condition of a rule does not match'],
  ['aller/y0()', ['irai'], 'a rule strips the whole stem'],
  ['gramme/S.Ki()', ['gramme', 'grammes', 'kilogramme', 'kilogrammes'], 'a form has affixes of its own'],
  ["ami/L'S.()", ['ami', 'amis'], 'elided forms are skipped'],
];

for (const [line, forms, why] of cases) {
  test(`${line} gives ${forms.join(', ') || 'nothing'}: ${why}`, () => {
    const [entry] = parseEntries(`1\n${line} po:nom\n`);
    assert.deepEqual([...expand(entry as Entry)].toSorted(), forms);
  });
}
