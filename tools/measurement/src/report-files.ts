import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A report: for programs, and as a page that needs nothing but itself. */
export interface Report {
  /** What made it; begins the names of the files. */
  readonly kind: string;
  /** As `Date.toISOString` writes it. */
  readonly date: string;
  readonly json: unknown;
  readonly page: string;
}

/**
 * Writes a report into a folder.
 *
 * @returns the paths of both files
 */
export async function writeReportFiles(
  { kind, date, json, page }: Report,
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const name = `${kind}-${date.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`;
  const files = [
    { path: join(folder, `${name}.json`), text: `${JSON.stringify(json, null, 2)}\n` },
    { path: join(folder, `${name}.html`), text: page },
  ];
  for (const { path, text } of files) await writeFile(path, text);
  return files.map(({ path }) => path);
}
