import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { REPOSITORY, SystemError } from '@motus/local-system';

/** One run of `run-package-tests.ts`. */
export interface TestRun {
  /** The package's folder, from the top of the repository. */
  folder: string;
  /** The script of its package.json whose options are used, as `test`. */
  script: string;
  /** For `run-package-tests.ts`. */
  args: string[];
}

/** A script that runs test files, and where it looks for them. */
interface TestScript {
  folder: string;
  script: string;
  options: string[];
  /** From the top of the repository. */
  searched: string[];
}

/** Needs Docker: runs only if one of its files or tests is named. */
const COMPOSE = 'compose';

/** The call of a test, group or subtest, with a literal name. */
const NAMED_TEST = /\b(?:test|it|describe|suite)(?:\.\w+)*\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;

/**
 * Finds what `npm test -- --only NAME` runs: the tests of a package, else a test file, else every test with NAME in its
 * name.
 *
 * @param name a package (`motus`, `@motus/motus`, `apps/motus`), a test file (`midnight`, `midnight.test.ts`, or the end
 *   of its path), or a part of a test's name, in any case
 * @throws SystemError when there is no such package, file or test
 */
export function selectTests(name: string): TestRun[] {
  const scripts = testScripts();
  const ofPackage = scripts.filter(
    ({ folder, script }) =>
      script !== COMPOSE &&
      [folder, basename(folder), `@motus/${basename(folder)}`].includes(name.replace(/\/$/, '')),
  );
  if (ofPackage.length > 0)
    return ofPackage.map(({ folder, script, options, searched }) => ({
      folder,
      script,
      args: [...options, ...searched.map((path) => relative(folder, path) || '.')],
    }));
  const files = globSync('{apps,libs,tools,deploy}/**/*.test.ts', {
    cwd: REPOSITORY,
    exclude: ['**/node_modules', '**/dist', '**/reports'],
  }).sort();
  const named = files.filter((file) => isCalled(file, name));
  if (named.length > 0) return runsOf(scripts, named, []);
  const holding = files.filter((file) => hasTest(readFileSync(join(REPOSITORY, file), 'utf8'), name));
  if (holding.length > 0) return runsOf(scripts, holding, [`--test-name-pattern=/${escaped(name)}/i`]);
  throw new SystemError(`no package, no test file and no test is called "${name}"`);
}

/** Tells whether a test file has a test with this text in its name; `${…}` in a name matches anything. */
export function hasTest(source: string, text: string): boolean {
  return Array.from(source.matchAll(NAMED_TEST)).some(([, quote, literal = '']) => {
    const name = literal.replace(/\\(['"`])/g, '$1').toLowerCase();
    if (name.includes(text.toLowerCase())) return true;
    if (quote !== '`' || !name.includes('${')) return false;
    const parts = name.split(/\$\{[^}]*\}/).map(escaped);
    return new RegExp(`^${parts.join('.*')}$`).test(text.toLowerCase());
  });
}

function isCalled(file: string, name: string): boolean {
  return [basename(file), basename(file, '.test.ts')].includes(name) || `/${file}`.endsWith(`/${name}`);
}

/** Reads the scripts of all packages that run tests. */
function testScripts(): TestScript[] {
  return globSync('{apps,libs,tools,deploy}/*/package.json', { cwd: REPOSITORY })
    .sort()
    .flatMap((path) => {
      const folder = dirname(path);
      const { scripts = {} } = JSON.parse(readFileSync(join(REPOSITORY, path), 'utf8'));
      return Object.entries<string>(scripts).flatMap(([script, command]) => {
        const [, words] = /run-package-tests\.ts(.*)$/.exec(command) ?? [];
        if (words === undefined) return [];
        const all = words.split(' ').filter((word) => word !== '');
        const options = all.filter((word) => word.startsWith('-'));
        const folders = all.filter((word) => !word.startsWith('-'));
        const searched = (folders.length === 0 ? ['.'] : folders).map((each) => join(folder, each));
        return [{ folder, script, options, searched }];
      });
    });
}

/** Groups files by the script that runs them as part of a whole package. */
function runsOf(
  scripts: readonly TestScript[],
  files: readonly string[],
  more: readonly string[],
): TestRun[] {
  return scripts.flatMap(({ folder, script, options, searched }) => {
    const own = files.filter((file) => searched.some((path) => file.startsWith(`${path}/`)));
    if (own.length === 0) return [];
    return [{ folder, script, args: [...options, ...more, ...own.map((file) => relative(folder, file))] }];
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
