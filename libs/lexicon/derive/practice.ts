/**
 * Derives data/practice.txt: the words that players practise with. They are common, valid, and never an answer, so that
 * practising neither meets the word of a day nor tells anything about it. As every common headword is an answer, they
 * are what remains: plurals, feminines, conjugated forms, adverbs.
 *
 * Usage: node derive/practice.ts [path/to/fr.dic], after derive.ts
 */
import { loadLexicon } from '../src/lexicon.ts';
import { normaliseWord } from '../src/normalise.ts';
import { obtainSources } from './sources.ts';
import { isGameWord, readHandMade, writeSorted } from './word-file.ts';

const lexicon = loadLexicon();
const answers = new Set(lexicon.answers);
const removed = new Set(
  ['practice-removed.txt', 'answers-removed.txt'].flatMap((name) => [
    ...readHandMade(new URL(name, import.meta.url)),
  ]),
);

const common = new Set(obtainSources(process.argv[2]).common.map(normaliseWord));
const practice = [...common].filter(
  (word) => isGameWord(word) && lexicon.isValid(word) && !answers.has(word) && !removed.has(word),
);
writeSorted(new URL('../data/practice.txt', import.meta.url), practice);
process.stdout.write(`practice ${practice.length} words\n`);
