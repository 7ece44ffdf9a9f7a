import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';

/** How far a file was read. */
export interface Position {
  inode: number;
  /** In bytes. */
  offset: number;
}

type Positions = Readonly<Record<string, Position>>;

/** @returns nothing when the file is missing or damaged: then the log files are read from their start */
export function readPositions(file: string): Positions {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** Replaces the file atomically. */
export async function writePositions(file: string, positions: Positions): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(positions));
  await rename(`${file}.new`, file);
}
