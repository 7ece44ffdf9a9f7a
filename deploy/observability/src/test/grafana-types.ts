import { readFileSync } from 'node:fs';

/** Where the SDK declares the types of the JSON that Grafana reads, by module. */
const SDK = new URL('../../../../node_modules/@grafana/grafana-foundation-sdk/dist/', import.meta.url);

/**
 * The keys that an interface of the SDK has, with those that are required.
 *
 * @param module of the SDK, as `dashboard` or `timeseries`
 * @throws Error when the SDK has no such interface
 */
export function keysOf(module: string, name: string): { all: string[]; required: string[] } {
  const source = readFileSync(new URL(`${module}/types.gen.d.ts`, SDK), 'utf8');
  const [, otherModule, otherName] =
    new RegExp(`^export type ${name} = (\\w+)\\.(\\w+);`, 'm').exec(source) ?? [];
  if (otherModule !== undefined && otherName !== undefined) return keysOf(otherModule, otherName);
  const body = new RegExp(`^export interface ${name} \\{\\n(.*?)^\\}`, 'ms').exec(source)?.[1];
  if (body === undefined) throw new Error(`the SDK has no ${module}.${name}`);
  const keys = Array.from(body.matchAll(/^ {4}(\w+)(\??):/gm));
  return {
    all: keys.map(([, key = '']) => key),
    required: keys.filter(([, , optional]) => optional === '').map(([, key = '']) => key),
  };
}
