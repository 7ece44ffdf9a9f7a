import { createRequire } from 'node:module';

/*
 * Loaded into the score service before its own code (`node --import`). Acknowledges an attempt immediately and writes it one
 * second later, so that an instance killed in between loses it. The drill must detect that loss.
 */

const WRITE_DELAY_MS = 1000;

/** The part of an ioredis command that is used here. */
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

// Resolved from the store library, because the patch must apply to the copy of ioredis that it uses.
const requireFromStore = createRequire(import.meta.resolve('@motus/store'));
const { prototype }: { prototype: Client } = requireFromStore('ioredis').Redis;
const sendCommand = prototype.sendCommand;

prototype.sendCommand = function (this: Client, command, ...rest) {
  // The first call on each connection sends the whole script (`eval`) and is not delayed.
  const appends = command.name === 'evalsha' ? appendsOf(command.args.map(String)) : [];
  if (appends.length === 0) return sendCommand.call(this, command, ...rest);
  void Promise.all(appends.map(({ play }) => this.lrange(play, 0, -1))).then((plays) => {
    const repeated = appends.some(({ row }, i) => (plays[i] ?? []).length >= row);
    setTimeout(() => sendCommand.call(this, command, ...rest), repeated ? 0 : WRITE_DELAY_MS);
    if (repeated) return;
    command.resolve(appends.map(({ stored }, i) => ['accepted', 0, [...(plays[i] ?? []), stored]]));
  });
  return command.promise;
};

/** The attempts that a command appends. group-script.ts defines the encoding of the calls, append.lua their arguments. */
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
