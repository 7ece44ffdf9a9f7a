import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '@motus/system';

/** A key of YAML with what stands in its block. */
interface Block {
  readonly key: string;
  readonly lines: readonly string[];
}

/**
 * How much memory each container may have, in MiB, by its name: `mem_limit` in docker-compose.yml, where it is or in what it
 * is merged from.
 */
export async function memoryLimits(): Promise<ReadonlyMap<string, number>> {
  return limitsIn(await readFile(join(REPOSITORY, 'docker-compose.yml'), 'utf8'));
}

/** As much of YAML as that file has of it: blocks, anchors, and one merge in a block. */
export function limitsIn(yaml: string): ReadonlyMap<string, number> {
  const top = blocks(yaml.split('\n'), '');
  const anchors = new Map(
    top.flatMap((block) => {
      const name = /&([\w-]+)/.exec(block.key)?.[1];
      return name === undefined ? [] : [[name, block] as const];
    }),
  );

  function limitOf({ lines }: Block): number | undefined {
    const own = find(lines, /^ +mem_limit: (\d+)m$/);
    if (own !== undefined) return Number(own);
    const merged = anchors.get(find(lines, /^ +<<: \*([\w-]+)$/) ?? '');
    return merged && limitOf(merged);
  }

  const services = top.find(({ key }) => key.startsWith('services:'));
  return new Map(
    blocks(services?.lines ?? [], '  ').flatMap((block) => {
      const limit = limitOf(block);
      return limit === undefined ? [] : [[block.key.replace(/:.*/, ''), limit] as const];
    }),
  );
}

/** The blocks that begin with so much space. */
function blocks(lines: readonly string[], indent: string): Block[] {
  const found: { key: string; lines: string[] }[] = [];
  for (const line of lines) {
    const key = line.slice(indent.length);
    if (line.startsWith(indent) && /^[\w-]+:/.test(key)) found.push({ key, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found;
}

function find(lines: readonly string[], pattern: RegExp): string | undefined {
  for (const line of lines) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
