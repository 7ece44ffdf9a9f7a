import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Position, readPositions, writePositions } from './positions.ts';

/** How often the files are read, in milliseconds. */
const INTERVAL_MS = 500;

/** The largest read, in bytes; a longer line is cut there. */
const CHUNK_BYTES = 64 * 1024;

const LINE_BREAK = 0x0a;

/** Follows log files. */
export interface LogFiles {
  /** Reads the files once more, and stops. */
  stop(): Promise<void>;
  /** Stores the positions up to which the files are read, if all lines before are delivered. */
  savePositions(): Promise<void>;
}

/**
 * Follows the files NAME.log of a folder, also those that appear later, from where it had been delivered when this process
 * last ended. A file may be rotated by renaming it to NAME.log.1. What is delivered and not yet stored is read again after a
 * crash: each line is taken at least once.
 *
 * @param options.positionsFile where it is stored how far the files are delivered; without it they are read from the start
 * @param options.take          gets each line, and the NAME of its file
 * @param options.isDelivered   whether all lines so far are delivered
 * @param options.notStored     gets why positions could not be stored, for instance on a full disk; they are stored later
 */
export function followLogs(options: {
  folder: string;
  positionsFile: string | undefined;
  take: (name: string, line: string) => void;
  isDelivered: () => boolean;
  notStored: (error: unknown) => void;
}): LogFiles {
  const { folder, positionsFile, take, isDelivered, notStored } = options;
  const files = new Map<string, LogFile>();
  const stopping = new AbortController();
  let stored = positionsFile === undefined ? {} : readPositions(positionsFile);

  async function savePositions(): Promise<void> {
    if (positionsFile === undefined || files.size === 0 || !isDelivered()) return;
    const positions = Object.fromEntries(Array.from(files, ([name, file]) => [name, { ...file.position }]));
    if (JSON.stringify(positions) === JSON.stringify(stored)) return;
    try {
      await writePositions(positionsFile, positions);
      stored = positions;
    } catch (error) {
      notStored(error);
    }
  }

  async function readAll(): Promise<void> {
    const found = await readdir(folder).catch(() => []);
    for (const path of found.filter((file) => file.endsWith('.log'))) {
      const name = basename(path, '.log');
      const file =
        files.get(name) ?? new LogFile(join(folder, path), stored[name], (line) => take(name, line));
      files.set(name, file);
      // A file that cannot be read now is read later.
      await file.read().catch(() => undefined);
    }
  }

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      await savePositions();
      await readAll();
      await wait(INTERVAL_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await readAll();
    for (const file of files.values()) await file.close();
  }

  const following = follow();
  return {
    async stop() {
      stopping.abort();
      await following;
    },
    savePositions,
  };
}

/** One log file, which may be rotated. */
class LogFile {
  readonly #path: string;
  readonly #take: (line: string) => void;
  #handle: FileHandle | undefined;
  /** Up to where lines were taken. */
  position: Position;

  constructor(path: string, position: Position | undefined, take: (line: string) => void) {
    this.#path = path;
    this.#take = take;
    this.position = position ?? { inode: 0, offset: 0 };
  }

  /** Takes the lines that have been added. */
  async read(): Promise<void> {
    this.#handle ??= await this.#reopen();
    await this.#readToEnd();
    const { ino } = await stat(this.#path);
    if (ino === this.position.inode) return;
    // It was rotated. What was written in between is in the former file, which is still open.
    await this.#readToEnd();
    await this.close();
    this.position = { inode: ino, offset: 0 };
    this.#handle = await open(this.#path);
    await this.#readToEnd();
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  /** Opens the file of the stored position, which may have been rotated meanwhile, or else the current one. */
  async #reopen(): Promise<FileHandle> {
    for (const path of [this.#path, `${this.#path}.1`]) {
      const handle = await open(path).catch(() => undefined);
      if ((await handle?.stat())?.ino === this.position.inode && handle !== undefined) return handle;
      await handle?.close();
    }
    const handle = await open(this.#path);
    this.position = { inode: (await handle.stat()).ino, offset: 0 };
    return handle;
  }

  async #readToEnd(): Promise<void> {
    const size = (await this.#handle?.stat())?.size ?? 0;
    if (size < this.position.offset) this.position.offset = 0;
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead = 0 } = (await this.#handle?.read(chunk, 0, CHUNK_BYTES, this.position.offset)) ?? {};
      const end = chunk.subarray(0, bytesRead).lastIndexOf(LINE_BREAK) + 1;
      const taken = end === 0 && bytesRead === CHUNK_BYTES ? CHUNK_BYTES : end;
      // An incomplete line is taken once the rest of it is there.
      if (taken === 0) return;
      for (const line of chunk.toString('utf8', 0, taken).split('\n')) {
        if (line.trim() !== '') this.#take(line.trimEnd());
      }
      this.position.offset += taken;
    }
  }
}
