import { createRequire } from 'node:module';

/*
 * Loaded into the score service before its own code (`node --import`): acknowledges an attempt at once and writes it a
 * second later. Nobody notices, unless the instance dies within that second: what the drill must be able to find.
 */

const DELAY = 1000;

/** A command of the Redis client, as far as it matters here. */
interface Command {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly promise: Promise<unknown>;
  resolve(reply: unknown): void;
}

interface Client {
  sendCommand(command: Command, ...rest: unknown[]): unknown;
  lrange(key: string, from: number, to: number): Promise<string[]>;
}

// Not imported: it has to be the very copy that the store library uses.
const ofStore = createRequire(import.meta.resolve('@motus/store'));
const { prototype }: { prototype: Client } = ofStore('ioredis').Redis;
const sendCommand = prototype.sendCommand;

prototype.sendCommand = function (this: Client, command, ...rest) {
  // The first on each connection brings the whole script (`eval`) and passes.
  const appends = command.name === 'evalsha' ? appendsOf(command.args.map(String)) : [];
  if (appends.length === 0) return sendCommand.call(this, command, ...rest);
  void Promise.all(appends.map(({ play }) => this.lrange(play, 0, -1))).then((plays) => {
    const repeated = appends.some(({ row }, i) => (plays[i] ?? []).length >= row);
    setTimeout(() => sendCommand.call(this, command, ...rest), repeated ? 0 : DELAY);
    if (repeated) return;
    command.resolve(appends.map(({ stored }, i) => ['accepted', 0, [...(plays[i] ?? []), stored]]));
  });
  return command.promise;
};

/** The attempts that a command appends: see group-script.ts for how they travel and append.lua for what they are. */
function appendsOf([, count, ...rest]: string[]): { play: string; row: number; stored: string }[] {
  const keys = rest.slice(0, Number(count));
  const args = rest.slice(Number(count));
  if (!keys[0]?.includes(':play:') || !keys[2]?.endsWith(':name')) return [];
  const appends = [];
  while (args.length > 0) {
    const [keysOfCall, argsOfCall] = args.splice(0, 2).map(Number);
    const [play = ''] = keys.splice(0, keysOfCall);
    const [row, stored = ''] = args.splice(0, argsOfCall);
    appends.push({ play, row: Number(row), stored });
  }
  return appends;
}
