import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './apt.ts';
import { SystemError } from './errors.ts';

/** The programs that are no npm packages: their commands, and their names in package managers. */
const PROGRAMS = {
  haproxy: { commands: ['haproxy'], apt: 'haproxy', brew: 'haproxy' },
  'redis-server': { commands: ['redis-server'], apt: 'redis-server', brew: 'redis' },
  chromium: {
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    apt: 'chromium',
    brew: '--cask chromium',
  },
  promtool: { commands: ['promtool'], apt: 'prometheus', brew: 'prometheus' },
  prometheus: { commands: ['prometheus'], apt: 'prometheus', brew: 'prometheus' },
  alertmanager: {
    commands: ['prometheus-alertmanager', 'alertmanager'],
    apt: 'prometheus-alertmanager',
    brew: 'alertmanager',
  },
  amtool: { commands: ['amtool'], apt: 'prometheus-alertmanager', brew: 'alertmanager' },
  'node-exporter': {
    commands: ['prometheus-node-exporter', 'node_exporter'],
    apt: 'prometheus-node-exporter',
    brew: 'node_exporter',
  },
  'redis-exporter': {
    commands: ['prometheus-redis-exporter', 'redis_exporter'],
    apt: 'prometheus-redis-exporter',
    brew: 'redis_exporter',
  },
} as const;

export type ProgramName = keyof typeof PROGRAMS;

/** Folders besides PATH: those of servers, which ordinary users do not have in their PATH, and that of Homebrew. */
const MORE_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** The path of an installed program, or undefined. */
export function findProgram(name: ProgramName): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...MORE_FOLDERS];
  return PROGRAMS[name].commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .find(isExecutable);
}

/**
 * Makes sure that programs are installed; as root on Debian and its derivatives it installs the missing ones.
 *
 * @param tell is called with a line before an installation, which takes a while
 * @throws SystemError that says in one line how to install the missing ones
 */
export async function ensurePrograms(
  names: readonly ProgramName[],
  tell: (line: string) => void = () => undefined,
): Promise<void> {
  const missing = () => names.filter((name) => findProgram(name) === undefined);
  const wanted = missing();
  if (wanted.length === 0) return;
  if (canInstall()) {
    tell(`installing ${wanted.join(', ')} …`);
    await installPackages(wanted.map((name) => PROGRAMS[name].apt));
  }
  const left = missing();
  if (left.length > 0) throw new SystemError(`this needs ${left.join(' and ')}: ${howTo(left)}`);
}

/**
 * The path of a program, which is installed first if necessary and possible.
 *
 * @throws SystemError that says in one line how to install it
 */
export async function ensureProgram(name: ProgramName): Promise<string> {
  await ensurePrograms([name]);
  return findProgram(name) ?? name;
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');
}

function howTo(names: readonly ProgramName[]): string {
  if (process.platform === 'darwin')
    return `install with "brew install ${names.map((name) => PROGRAMS[name].brew).join(' ')}"`;
  const packages = names.map((name) => PROGRAMS[name].apt).join(' ');
  return isExecutable('/usr/bin/apt-get')
    ? `install with "sudo apt-get install ${packages}"`
    : `install the package ${packages} of your system`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
