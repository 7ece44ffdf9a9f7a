import { readFileSync, watchFile, writeFileSync } from 'node:fs';

/**
 * Loaded into a service before its own code (`node --import`). Shifts the clock by the milliseconds in a file, so that tests
 * can cross midnight without waiting, and the services need no setting for it.
 */
const file = process.env.E2E_CLOCK_FILE ?? '';
const RealDate = Date;
let shift = read();

watchFile(file, { interval: 20, persistent: false }, () => {
  shift = read();
  // `setClock` waits for this file of each service.
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
    // The file is being written, or was removed at the end: keeps the last shift.
    return shift ?? 0;
  }
}
