import { readFileSync, watchFile, writeFileSync } from 'node:fs';

/**
 * Loaded into a service before its own code (`node --import`): shifts the clock by the milliseconds in a file, so that
 * a test crosses midnight without waiting and without any setting that production would honour.
 */
const file = process.env.E2E_CLOCK_FILE ?? '';
const RealDate = Date;
let shift = read();

watchFile(file, { interval: 20, persistent: false }, () => {
  shift = read();
  // The test waits until every service has the same time.
  writeFileSync(`${file}.${process.pid}`, String(shift));
});

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [target.now() + shift] : args, newTarget),
  get: (target, property, receiver) =>
    property === 'now' ? () => target.now() + shift : Reflect.get(target, property, receiver),
});

function read(): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    // Caught while it is being written, or removed at the end: the clock goes on as it was.
    return shift ?? 0;
  }
}
