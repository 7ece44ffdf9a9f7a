import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { SystemError } from './errors.ts';

const run = promisify(execFile);

/** Debian asks this program before a package starts its service; 101 means no. */
const POLICY = '/usr/sbin/policy-rc.d';

/**
 * Installs Debian packages; their own services are neither started nor enabled, because only the programs are wanted.
 *
 * @throws SystemError with what apt-get said last
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const policyIsOurs = !existsSync(POLICY);
  if (policyIsOurs) await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install(packages);
  } finally {
    if (policyIsOurs) await rm(POLICY);
  }
  // Nor at the next start of the machine. Without systemd, or without a service in the package, there is nothing to do.
  for (const name of packages) await run('systemctl', ['disable', name]).catch(() => undefined);
}

async function install(packages: readonly string[]): Promise<void> {
  const arguments_ = ['install', '-y', '--no-install-recommends', ...packages];
  try {
    await aptGet(arguments_);
  } catch {
    // Most often there are no package lists yet, or old ones.
    await aptGet(['update']);
    await aptGet(arguments_);
  }
}

async function aptGet(arguments_: string[]): Promise<void> {
  try {
    await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...arguments_], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    const lines = `${stdout}\n${stderr}`.trim().split('\n').slice(-20);
    throw new SystemError(`apt-get ${arguments_[0]} failed`, { lines, cause });
  }
}
