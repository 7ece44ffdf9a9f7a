import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { WORD_LENGTHS, type WordLength } from '../src/practice/practice-words.ts';
import { pack } from '../src/practice/word-list.ts';

/**
 * Generates a word file for each word length, for practice, and the module `virtual:word-files`, which exports their
 * paths as `addresses`. A file has two packed lines: the words to find, and all valid words.
 */
export function wordFiles(): Plugin {
  const files = new Map(WORD_LENGTHS.map((length) => [length, wordFile(length)]));
  return {
    name: 'word-files',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load(id) {
      if (id !== `\0${MODULE}`) return undefined;
      if (this.environment.mode === 'build') {
        for (const { name, source } of files.values())
          this.emitFile({ type: 'asset', fileName: name, source });
      }
      const addresses = WORD_LENGTHS.map((length) => [length, `/${files.get(length)?.name}`]);
      return `export const addresses = ${JSON.stringify(Object.fromEntries(addresses))};`;
    },
    configureServer({ middlewares }) {
      for (const { name, source } of files.values()) {
        middlewares.use(`/${name}`, (_request, response) => response.end(source));
      }
    },
  };
}

const MODULE = 'virtual:word-files';

/** The name contains a hash of the content, so that browsers can cache the file forever. */
function wordFile(length: WordLength): { name: string; source: string } {
  const words = (list: string) => pack(wordsOf(list).filter((word) => word.length === length));
  const source = `${words('practice')}\n${words('valid')}\n`;
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
  return { name: `assets/words-${length}-${hash}.txt`, source };
}

function wordsOf(list: string): string[] {
  const file = new URL(`../data/${list}.txt`, import.meta.resolve('@motus/lexicon'));
  return readFileSync(file, 'ascii').trimEnd().split('\n');
}
