import { mkdir, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

/** A report as JSON and as a self-contained HTML page. */
export interface Report {
  /** `drill` or `bench`: the prefix of the file names. */
  readonly kind: string;
  /** In the format of `Date.toISOString`. */
  readonly date: string;
  readonly json: unknown;
  readonly page: string;
}

/**
 * Writes both files of a report into a folder, which is created if it is missing.
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

/** Describes this machine for a report: processors, memory, operating system, Node.js. */
export function machine(): string {
  const { length } = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${length} × ${cpus()[0]?.model.trim() || arch()}, ${gigabytes} GB, ${platform()} ${release()}, Node.js ${process.version}`;
}

/** The quantile of the values, by nearest rank. @param share from 0 to 1 @returns 0 if there are no values */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
