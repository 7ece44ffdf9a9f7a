import { arch, cpus, platform, release, totalmem } from 'node:os';

/** Describes this machine for a report: processors, memory, operating system, Node.js. */
export function machine(): string {
  const { length } = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${length} × ${cpus()[0]?.model.trim() || arch()}, ${gigabytes} GB, ${platform()} ${release()}, Node.js ${process.version}`;
}
