import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { SystemError } from './errors.ts';
import { killWithParent, stopWatching } from './orphan-reaper.ts';

/** The root folder of this repository. */
export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

/** Where Node.js caches compiled modules, which halves the start time of a service. */
export const COMPILE_CACHE = `${REPOSITORY}node_modules/.cache/node`;

/** Environment variables; undefined ones are not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Receives every line that an instance writes.
 *
 * @param by `runner`: the line is not from the instance, but about it
 */
export type LogSink = (instance: string, line: string, by?: 'runner') => void;

/** How many of the last lines of a process are kept. */
const KEPT_LINES = 20;

/** Signals that go to the whole process group: no process can handle them, and so pass them on to its children. */
const GROUP_SIGNALS: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGSTOP', 'SIGCONT'];

/** How to start a process, and how to stop it. */
export interface Launch {
  command: string;
  args: readonly string[];
  env: Environment;
  /** Created when missing: a process that has lost its data folder starts without data. */
  cwd: string;
  /** The signal that asks the process to end. */
  stopSignal: NodeJS.Signals;
  /** Milliseconds after which it is ended by SIGKILL. */
  stopWithin: number;
}

/** How a process ended: one of the two is null. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process that runs, or has run. */
export interface Running {
  readonly pid: number;
  readonly startedAt: number;
  /** Resolves once it has ended and its last line was read; never rejects. */
  readonly ended: Promise<Ending>;
  /** Its last lines, oldest first. */
  readonly lastLines: readonly string[];
  /** Asks it to end, kills it when that takes too long, and resolves once it has ended. */
  stop(): Promise<void>;
  /** Sends a signal. */
  kill(signal: NodeJS.Signals): void;
}

/**
 * Starts a process that does not outlive this one, and passes its lines to the sink.
 *
 * @throws SystemError when it cannot be started
 */
export async function launch(name: string, spec: Launch, log: LogSink): Promise<Running> {
  await mkdir(spec.cwd, { recursive: true, mode: 0o700 });
  const child = spawn(spec.command, spec.args, {
    env: { ...spec.env },
    cwd: spec.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a process group of its own, so that Ctrl-C reaches only the parent, which ends its children in order.
    detached: true,
  });
  const lastLines: string[] = [];
  const onLine = (line: string) => {
    if (lastLines.push(line) > KEPT_LINES) lastLines.shift();
    log(name, line);
  };
  for (const stream of [child.stdout, child.stderr]) readLines(stream, onLine);
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });

  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) =>
      reject(new SystemError(`${name} could not be started: ${cause.message}`, { cause })),
    );
  });
  const pid = child.pid ?? 0;
  killWithParent(pid);
  child.once('close', () => stopWatching(pid));

  const kill = (signal: NodeJS.Signals) => {
    if (!GROUP_SIGNALS.includes(signal)) child.kill(signal);
    else signalGroup(pid, signal);
  };
  const stop = async () => {
    kill(spec.stopSignal);
    // A stopped process (SIGSTOP) handles no other signal.
    kill('SIGCONT');
    const timer = setTimeout(() => kill('SIGKILL'), spec.stopWithin);
    await ended;
    clearTimeout(timer);
  };
  return { pid, startedAt: Date.now(), ended, lastLines, stop, kill };
}

/** Sends a signal to a process and its children; the process leads a group of its own (`detached`). */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: all of them have ended.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine);
}
