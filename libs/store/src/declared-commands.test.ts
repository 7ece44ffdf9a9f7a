import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Redis } from 'ioredis';
import { COMMANDS } from './call-metrics.ts';

const REPOSITORY = join(import.meta.dirname, '../../..');

/** Commands of the connection itself, which are measured as `other`. */
const OF_CONNECTION = ['quit'];

test('each command that services and this library call is declared, and no other', () => {
  const known = new Set(new Redis({ lazyConnect: true }).getBuiltinCommands());
  const files = globSync(['apps/{auth,score}/src/**/*.ts', 'libs/store/src/**/*.ts'], {
    cwd: REPOSITORY,
    exclude: ['**/test/**', '**/*.test.ts'],
  });
  // A store is named so wherever it is used; `#redis` is the store within this library.
  const called = files.flatMap((file) =>
    Array.from(
      readFileSync(join(REPOSITORY, file), 'utf8').matchAll(/\b(?:store|redis)\.(\w+)\(/g),
      ([, name = '']) => name,
    ).filter((name) => known.has(name)),
  );
  const measured = [...new Set(called)].filter((name) => !OF_CONNECTION.includes(name));
  assert.deepEqual(measured.toSorted(), COMMANDS.toSorted());
});
