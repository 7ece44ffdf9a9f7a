import { arch, cpus, platform, release, totalmem } from 'node:os';

/** What a report was measured on, in words. */
export function machine(): string {
  const { length } = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${length} × ${cpus()[0]?.model.trim() || arch()}, ${gigabytes} GB, ${platform()} ${release()}, Node.js ${process.version}`;
}
