import { readFileSync } from 'node:fs';
import type { Store } from './store.ts';

/** An argument of a script, which gets it as text. */
export type ScriptArgument = string | number | Buffer;

const names = new Set<string>();

/** The names of all scripts that are defined in this process. */
export function scriptNames(): readonly string[] {
  return [...names];
}

/**
 * Defines a Lua script, which Redis runs atomically. It is sent as text once per connection and by its hash from then on;
 * when Redis has forgotten it (`SCRIPT FLUSH`) the store reconnects.
 *
 * @param script.name for errors and metrics; unique among the scripts of a service
 * @param script.lua  with `KEYS` and `ARGV`
 * @param script.read turns the reply of Redis into the result; throws when the reply has another shape
 * @returns a function that runs the script on a store with keys and arguments
 * @see https://redis.io/docs/latest/develop/programmability/eval-intro/
 * @see https://github.com/redis/ioredis#lua-scripting
 */
export function defineScript<Result>(script: {
  name: string;
  lua: string;
  read: (reply: unknown) => Result;
}): (store: Store, keys: readonly string[], args: readonly ScriptArgument[]) => Promise<Result> {
  const { name, lua, read } = script;
  const method = `script:${name}`;
  names.add(name);
  return async (store, keys, args) => {
    if (!(method in store)) store.defineCommand(method, { lua });
    const run: unknown = Reflect.get(store, method);
    if (typeof run !== 'function') throw new TypeError(`${method} is no script`);
    return read(await store.measure(name, () => run.call(store, keys.length, ...keys, ...args)));
  };
}

/**
 * Reads a Lua script that lies beside the module that runs it. Modules call this while they load: each script is read
 * once per process, and a missing file fails the start.
 *
 * @param file   file name, for instance `append.lua`
 * @param module `import.meta.url` of the module
 */
export function readLua(file: string, module: string): string {
  return readFileSync(new URL(file, module), 'utf8');
}

/**
 * The pairs of a flat Redis reply, for instance of `HGETALL`, or of `ZRANGE` with `WITHSCORES`.
 *
 * @param reply key, value, key, …
 */
export function pairsOf(reply: readonly string[]): [key: string, value: string][] {
  return reply.flatMap((key, i) => (i % 2 === 0 ? [[key, reply[i + 1] ?? '']] : []));
}
