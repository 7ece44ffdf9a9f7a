import { readFile, rename, writeFile } from 'node:fs/promises';
import { DEFAULT_PORTS, freePort, type PortName, type Ports, reservePort, takePort } from './ports.ts';

/**
 * Finds unused ports, the same ones at each start. Stores them in a file, and replaces only those that are in use by then. If
 * the file cannot be read, all ports are new.
 *
 * @param file   the file, created when missing; its folder must exist
 * @param chosen ports that the operator has chosen; stored too, but not checked: `assertPortsFree` does that
 * @param log    receives a line for each port that has changed
 */
export async function rememberedPorts(
  file: string,
  chosen: Partial<Ports> = {},
  log: (line: string) => void = () => undefined,
): Promise<Ports> {
  for (const port of Object.values(chosen)) await reservePort(port);
  const known = await readPorts(file, log);
  const ports: Partial<Record<PortName, number>> = { ...chosen };
  // First all stored ports that are still unused, then new ones: a new one could be the stored port of another name.
  for (const name of names()) {
    const port = known[name];
    if (ports[name] === undefined && port !== undefined && (await takePort(port))) ports[name] = port;
  }
  for (const name of names()) {
    if (ports[name] !== undefined) continue;
    const port = await freePort();
    ports[name] = port;
    if (known[name] !== undefined) log(`port ${known[name]} is taken: ${name} has port ${port} from now on`);
  }
  await save(file, ports);
  return ports as Ports;
}

/** Reads the file; empty when it is missing or invalid. */
async function readPorts(file: string, log: (line: string) => void): Promise<Partial<Ports>> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!isRecord(content)) throw new Error('it contains no ports');
    const wrong = names().filter((name) => content[name] !== undefined && !isPort(content[name]));
    if (wrong.length > 0) throw new Error(`it contains no port for ${wrong.join(', ')}`);
    return content;
  } catch (error) {
    if (isMissing(error)) return {};
    log(`${file} is not used, other ports are taken: ${error instanceof Error ? error.message : error}`);
    return {};
  }
}

/** Writes the file atomically. */
async function save(file: string, ports: Partial<Ports>): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(ports, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
}

function names(): PortName[] {
  return Object.keys(DEFAULT_PORTS) as PortName[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
