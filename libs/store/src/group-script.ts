import { defineScript, readLua, type ScriptArgument } from './script.ts';
import type { Store } from './store.ts';

/** The keys and arguments of one call of a script. */
export interface ScriptCall {
  readonly keys: readonly string[];
  readonly args: readonly ScriptArgument[];
}

/**
 * Defines a Lua script that Redis runs for a group of calls with one command, one call after the other: every command
 * costs time in this process, on the network and in Redis, whatever it does. When one call fails the whole group fails,
 * and some calls may have run.
 *
 * The keys of one call must share a hash slot; other calls may have other slots. On a Redis Cluster, where a script can
 * use only one slot, only this function would change: it would run each call as a command.
 *
 * @param script.name for errors; unique among the scripts of a service
 * @param script.lua  for one call, with its `KEYS` and `ARGV`; must return a value
 * @param script.read turns the reply of one call into its result
 * @returns a function that runs the script for a group of calls, and resolves with their results in the same order
 */
export function defineGroupScript<Result>(script: {
  name: string;
  lua: string;
  read: (reply: unknown) => Result;
}): (store: Store, calls: readonly ScriptCall[]) => Promise<Result[]> {
  const run = defineScript({
    name: script.name,
    lua: forEachCall(script.lua),
    read: (replies) => (replies as unknown[]).map(script.read),
  });
  return async (store, calls) => {
    if (calls.length === 0) return [];
    const keys = calls.flatMap((call) => call.keys);
    const args = calls.flatMap((call) => [call.keys.length, call.args.length, ...call.args]);
    return run(store, keys, args);
  };
}

const forEachCallLua = readLua('for-each-call.lua', import.meta.url);

/** Makes the script of one call the function that for-each-call.lua runs for each call. */
function forEachCall(lua: string): string {
  return `local function call(KEYS, ARGV)\n${lua}\nend\n${forEachCallLua}`;
}
