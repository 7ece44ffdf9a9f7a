import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { SystemError } from './errors.ts';
import { killWithParent, stopWatching } from './orphan-reaper.ts';

/** Environment variables; one that is undefined is not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Gets every line that an instance writes. */
export type LogSink = (instance: string, line: string) => void;

/** How many of its last lines a process is remembered by. */
const REMEMBERED_LINES = 20;

/** What no process can handle, and so cannot pass on to its own children, as HAProxy's master does with the others. */
const WHOLE_GROUP: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGSTOP', 'SIGCONT'];

/** What to run and how to end it. */
export interface Launch {
  command: string;
  args: readonly string[];
  env: Environment;
  /** Made when missing: whoever lost its data folder starts without data. */
  cwd: string;
  /** Asks the process to end. */
  stopSignal: NodeJS.Signals;
  /** Milliseconds that it may take to end before SIGKILL ends it. */
  stopWithin: number;
}

/** How a process ended: one of the two is null. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process that was started. */
export interface Running {
  readonly pid: number;
  readonly startedAt: number;
  /** Resolves once it is gone and its last line was read; never rejects. */
  readonly ended: Promise<Ending>;
  /** Its last lines, oldest first. */
  readonly lastLines: readonly string[];
  /** Asks it to end, kills it when it takes too long, and resolves once it is gone. */
  stop(): Promise<void>;
  /** Sends a signal. */
  kill(signal: NodeJS.Signals): void;
}

/**
 * Starts a process that does not outlive this one, and hands its lines to the sink.
 *
 * @throws SystemError when it cannot be started
 */
export async function launch(name: string, spec: Launch, log: LogSink): Promise<Running> {
  await mkdir(spec.cwd, { recursive: true, mode: 0o700 });
  const child = spawn(spec.command, spec.args, {
    env: { ...spec.env },
    cwd: spec.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Away from the terminal: its Ctrl-C is for the parent, which ends its children in order.
    detached: true,
  });
  const lastLines: string[] = [];
  const onLine = (line: string) => {
    if (lastLines.push(line) > REMEMBERED_LINES) lastLines.shift();
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
    if (!WHOLE_GROUP.includes(signal)) child.kill(signal);
    else signalGroup(pid, signal);
  };
  const stop = async () => {
    kill(spec.stopSignal);
    // A process that was halted (SIGSTOP) hears nothing else.
    kill('SIGCONT');
    const timer = setTimeout(() => kill('SIGKILL'), spec.stopWithin);
    await ended;
    clearTimeout(timer);
  };
  return { pid, startedAt: Date.now(), ended, lastLines, stop, kill };
}

/** To a process and the children that it has: it leads a group of its own (`detached`). */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Nobody of them is left.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine);
}
