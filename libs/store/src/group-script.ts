import { defineScript, type ScriptArgument } from './script.ts';
import type { Store } from './store.ts';

/** What one call of a script is about. */
export interface ScriptCall {
  readonly keys: readonly string[];
  readonly args: readonly ScriptArgument[];
}

/**
 * A Lua script that Redis runs for a group of calls, one after the other, with one command: each command has its price,
 * here, in Redis and in between, whatever it does. Where one of the calls fails all of them do, and some may have been
 * run.
 *
 * The keys of one call share a hash slot, those of another need not: on a Redis Cluster, whose scripts touch one slot
 * each, this function alone would change, and run each call by itself.
 *
 * @param script.name for errors; unique among the scripts of a service
 * @param script.lua  for one call, with its `KEYS` and `ARGV`; returns something
 * @param script.read turns what one call returns into what the caller gets
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

/** All keys come in a row, and all arguments too, those of each call behind the numbers of its keys and arguments. */
function forEachCall(lua: string): string {
  return `
local function call(KEYS, ARGV)
${lua}
end
local replies, keysRead, argsRead = {}, 0, 0
while argsRead < #ARGV do
  local keys, args = {}, {}
  for i = 1, ARGV[argsRead + 1] do keys[i] = KEYS[keysRead + i] end
  for i = 1, ARGV[argsRead + 2] do args[i] = ARGV[argsRead + 2 + i] end
  keysRead, argsRead = keysRead + #keys, argsRead + 2 + #args
  replies[#replies + 1] = call(keys, args)
end
return replies`;
}
