import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { REPOSITORY } from '@motus/local-system';

/** A clone without packages, with what deploy/debian-images/try-compose.sh reads, and a fake Docker engine. */
const clone = mkdtempSync(join(tmpdir(), 'motus-try-compose-'));
for (const path of ['deploy/debian-images', 'tools/cli/bootstrap.mjs', 'package-lock.json'])
  cpSync(join(REPOSITORY, path), join(clone, path), { recursive: true });
mkdirSync(join(clone, 'bin'));
after(() => rmSync(clone, { recursive: true }));

/** Makes a program that records its arguments. */
function program(name: string, script = ''): void {
  const text = `#!/bin/sh\necho "${name} $*" >>'${clone}/asked'\n${script}\n`;
  writeFileSync(join(clone, 'bin', name), text, { mode: 0o755 });
}

test('try-compose.sh installs the npm packages first, and says so when it cannot', () => {
  program('docker');
  program('npm', 'echo "npm error network" >&2; exit 1');
  const { status, stdout, stderr } = spawnSync(join(clone, 'deploy/debian-images/try-compose.sh'), {
    env: { ...process.env, PATH: `${join(clone, 'bin')}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stdout, /^installing the npm packages …$/m);
  assert.match(
    stderr,
    /^npm error network\n.*\ntry-compose.sh: the npm packages could not be installed: see above\n$/s,
  );
  const asked = readFileSync(join(clone, 'asked'), 'utf8').trim().split('\n');
  assert.match(asked.pop() ?? '', /^npm ci /);
  assert.deepEqual(asked, ['docker info', 'docker compose version']);
});
