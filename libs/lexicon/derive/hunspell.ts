/**
 * Reads Hunspell dictionaries, hunspell(5): the part of the format that the French dictionary uses.
 *
 * An entry of the .dic file is a stem, two-letter flags and tags: `cheval/X.() po:nom is:mas`.
 * A flag names a class of rules in the .aff file, and each rule makes one form of the stem:
 * `SFX X. l ux/D'Q' al is:pl` means: of a stem that ends in `al`, strip `l` and add `ux`; the flags after the slash
 * apply to the result.
 */

/** One entry of the .dic file. */
export interface Entry {
  /** The headword with its accents: an infinitive, a singular noun, the masculine of an adjective. */
  readonly stem: string;
  readonly flags: readonly string[];
  /** Grammatical tags, such as `po:nom`, `is:mas`, `is:pl`. */
  readonly tags: readonly string[];
}

/** Returns every form of an entry once, with accents. */
export type Expand = (entry: Entry) => ReadonlySet<string>;

interface Rule {
  readonly kind: 'PFX' | 'SFX';
  readonly strip: string;
  readonly add: string;
  readonly flags: readonly string[];
  readonly condition: RegExp;
}

/** A stem with this flag is no word by itself; only the forms that its other flags make are. */
const NEED_AFFIX = '()';

/** Reads the text of a .dic file, whose first line is the number of entries. */
export function parseEntries(dic: string): Entry[] {
  return dic.split('\n').slice(1).filter(Boolean).map(parseEntry);
}

/**
 * Reads the text of an .aff file.
 *
 * Skips rules that add an apostrophe, the elided articles and pronouns (`l'`, `qu'`): they are most of the work, and their
 * forms do not fit a grid of letters.
 */
export function parseRules(aff: string): Expand {
  const rules = new Map<string, Rule[]>();
  for (const line of aff.split('\n')) {
    const [kind, flag = '', strip = '', addition = '', condition] = line.split(/\s+/);
    // The header of a class (`SFX X. Y 4`) has no fifth field.
    if ((kind !== 'SFX' && kind !== 'PFX') || condition === undefined) continue;
    const rule = parseRule(kind, strip, addition, condition);
    if (!rule.add.includes("'")) rules.set(flag, [...(rules.get(flag) ?? []), rule]);
  }
  return (entry) => new Set(formsOf(entry.stem, entry.flags, rules));
}

function parseEntry(line: string): Entry {
  const [head = '', ...tags] = line.trim().split(/\s+/);
  const [stem, flags] = splitFlags(head);
  return { stem, flags, tags };
}

function parseRule(kind: Rule['kind'], strip: string, addition: string, condition: string): Rule {
  const [add, flags] = splitFlags(addition);
  return {
    kind,
    strip: strip === '0' ? '' : strip,
    add: add === '0' ? '' : add,
    flags,
    // A condition is already a regular expression: letters, `.` and `[^...]`.
    condition: new RegExp(kind === 'SFX' ? `${condition}$` : `^${condition}`, 'u'),
  };
}

/** Splits `cheval/X.()` into the word `cheval` and the flags `X.` and `()`. */
function splitFlags(text: string): [word: string, flags: string[]] {
  const [word = '', flags = ''] = text.split('/');
  return [word, flags.match(/../gu) ?? []];
}

function* formsOf(
  word: string,
  flags: readonly string[],
  rules: ReadonlyMap<string, Rule[]>,
): Generator<string> {
  if (!flags.includes(NEED_AFFIX)) yield word;
  for (const flag of flags) {
    for (const rule of rules.get(flag) ?? []) {
      if (rule.condition.test(word)) yield* formsOf(applyRule(rule, word), rule.flags, rules);
    }
  }
}

function applyRule({ kind, strip, add }: Rule, word: string): string {
  return kind === 'SFX' ? word.slice(0, word.length - strip.length) + add : add + word.slice(strip.length);
}
