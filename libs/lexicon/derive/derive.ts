/**
 * Derives data/valid.txt, data/answers.txt, data/spellings.txt and data/practice.txt. The result depends only on the sources and
 * on the lists in this folder.
 *
 * Usage: npm run derive [-- path/to/fr.dic]
 */
import { normaliseWord } from '../src/normalise.ts';
import { type Entry, parseEntries, parseRules } from './hunspell.ts';
import { derivePractice } from './practice.ts';
import { obtainSources } from './sources.ts';
import { byLetters, deriveSpellings } from './spellings.ts';
import { handMadeWords, isGameWord, readHandMade, writeSorted } from './word-file.ts';

/** The first letter of the answer is shown, and few words start with these, so they would reveal too much. */
const RARE_FIRST_LETTER = /^[KQWXYZ]/;

const sources = obtainSources(process.argv[2]);
const entries = parseEntries(sources.dic).filter(isPlainWord);
const expand = parseRules(sources.aff);
const common = new Set(sources.common);

const valid = new Set(sources.words.map(normaliseWord));
const candidates = new Set<string>();
const headwords: string[] = [];
const dictionary: string[] = [];
for (const entry of entries) {
  const forms = [...expand(entry)];
  for (const form of forms) valid.add(normaliseWord(form));
  dictionary.push(...forms);
  if (isHeadword(entry)) headwords.push(entry.stem);
  // One common form is enough: `chantait` adds CHANTER, `chevaux` adds CHEVAL.
  if (isHeadword(entry) && forms.some((form) => common.has(form))) candidates.add(normaliseWord(entry.stem));
}
for (const word of handMade('valid-added.txt')) addTo(valid, word, 'valid-added.txt');
for (const word of handMade('valid-removed.txt')) valid.delete(word);
keepIf(valid, isGameWord);

const removed = handMade('answers-removed.txt');
const added = handMade('answers-added.txt');
const answers = new Set(candidates);
keepIf(answers, (word) => valid.has(word) && !RARE_FIRST_LETTER.test(word));
const found = answers.size;
for (const word of added) {
  if (removed.has(word)) throw new Error(`${word} is in answers-added.txt and in answers-removed.txt`);
  if (!valid.has(word)) throw new Error(`${word} in answers-added.txt is not a valid word`);
  if (RARE_FIRST_LETTER.test(word)) throw new Error(`${word} in answers-added.txt starts with a rare letter`);
  addTo(answers, word, 'answers-added.txt');
}
keepIf(answers, (word) => !removed.has(word));

writeSorted(new URL('../data/valid.txt', import.meta.url), valid);
writeSorted(new URL('../data/answers.txt', import.meta.url), answers);

// The spellings of headwords come first: ELEVE is `élève`, although `élevé` is a form of ÉLEVER.
const spellings = deriveSpellings({
  valid,
  answers,
  sources: [headwords, dictionary, sources.words].map(byLetters),
  common: sources.common,
  chosen: byLetters(handMadeWords(new URL('spellings-chosen.txt', import.meta.url))),
});
writeSorted(
  new URL('../data/spellings.txt', import.meta.url),
  Array.from(spellings, ([word, ways]) => [word, ...ways].join(' ')),
);

report(`sources  ${sources.versions.join(', ')}`);
report(`valid    ${valid.size} words`);
report(
  `answers  ${answers.size} words: ${found} found, ${added.size} added, ${found + added.size - answers.size} removed`,
);
report(`spellings ${spellings.size} words`);
report(`practice ${derivePractice(sources.common)} words`);

/** Excludes proper nouns, units, numerals, fragments, and entries that the dictionary has only to reject them. */
function isPlainWord({ stem, flags, tags }: Entry): boolean {
  if (/^\p{Lu}/u.test(stem) || flags.includes('||') || flags.includes('{}')) return false;
  return !tags.some((tag) => /^po:(npr|prn|patr|nbro|err|pfx|sfx)$/.test(tag));
}

/** Whether the stem itself can be an answer: a singular noun, a masculine adjective or an infinitive. */
function isHeadword({ tags }: Entry): boolean {
  return tags.some((tag) => /^po:(nom|adj|v\d)/.test(tag)) && !tags.includes('is:pl');
}

function handMade(name: string): Set<string> {
  return readHandMade(new URL(name, import.meta.url));
}

function addTo(words: Set<string>, word: string, file: string): void {
  if (words.has(word)) report(`${word} need not be in ${file}: the sources have it`);
  words.add(word);
}

function keepIf(words: Set<string>, condition: (word: string) => boolean): void {
  for (const word of words) if (!condition(word)) words.delete(word);
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
