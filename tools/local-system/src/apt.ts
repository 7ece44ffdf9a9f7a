import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { SystemError } from './errors.ts';

const run = promisify(execFile);

/** Debian runs this program before a package starts its service; exit code 101 forbids it. */
const POLICY = '/usr/sbin/policy-rc.d';

/**
 * Installs Debian packages without starting or enabling their services: only the programs are needed.
 *
 * @throws SystemError with the last lines of apt-get
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const createsPolicy = !existsSync(POLICY);
  if (createsPolicy) await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install(packages);
  } finally {
    if (createsPolicy) await rm(POLICY);
  }
  // Also disables them at the next boot. Fails without systemd, or without a service in the package; that is fine.
  for (const name of packages) await run('systemctl', ['disable', name]).catch(() => undefined);
}

async function install(packages: readonly string[]): Promise<void> {
  const arguments_ = ['install', '-y', '--no-install-recommends', ...packages];
  try {
    await aptGet(arguments_);
  } catch {
    // Usually because the package lists are missing or old.
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
