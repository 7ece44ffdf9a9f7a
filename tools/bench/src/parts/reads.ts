import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '@motus/local-system';
import type { Context } from '../context.ts';
import type { ReadLoad } from '../generator-job.ts';
import { measure, noops, reads } from '../loads.ts';
import { USUAL_CONNECTIONS } from '../options.ts';
import { atLeast, type Check, type PartResult } from '../result.ts';
import { median } from '../statistics.ts';

const PAGE = join(REPOSITORY, 'apps/web/dist');

/** The part of the no-op's rate that static files are to reach. */
const WANTED = 0.5;

/** What a page that opens asks for: the game's state, the page itself, its largest file, and whether the page is new. */
export async function measureReads(context: Context): Promise<PartResult> {
  const { bench } = context;
  const browser = { 'accept-encoding': 'br' };
  const page = await fetchFile(bench.origin, '/', 'index.html');
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1] ?? '';
  const asset = await fetchFile(bench.origin, script, script);

  const limit = noops(context, USUAL_CONNECTIONS);
  const load = (name: string, request: Omit<ReadLoad, 'kind'>) =>
    reads(context, name, USUAL_CONNECTIONS, request, limit);
  const state = load('state', { path: '/api/today', headers: {}, seats: bench.playerSeats, status: 200 });
  const files = [
    load(`page (${page.encoding})`, { path: '/', headers: browser, seats: [], status: 200 }),
    load(`script (${asset.encoding})`, { path: script, headers: browser, seats: [], status: 200 }),
    load('page, not changed', {
      path: '/',
      headers: { ...browser, 'if-none-match': page.etag },
      seats: [],
      status: 304,
    }),
  ];
  const { loads, checks } = await measure(context, [limit, state, ...files]);
  const slowest = files.map(({ name }) => median(loads.find((found) => found.name === name)?.ratios ?? []));
  return {
    loads: loads.filter(({ name }) => name !== limit.name),
    targets: [atLeast('page and files, part of the no-op', WANTED, Math.min(...slowest))],
    checks: [...checks, page.check, asset.check],
  };
}

/** Asks for a file of the page as a browser does, and compares it with what was built. */
async function fetchFile(origin: string, path: string, file: string) {
  // Decodes by itself what the answer says about its encoding.
  const response = await fetch(origin + path, { headers: { 'accept-encoding': 'br' } });
  const text = await response.text();
  const check: Check = {
    what: `${path} is what was built`,
    passed: response.status === 200 && text === (await readFile(join(PAGE, file), 'utf8')),
    detail: `${response.status}, ${text.length} characters`,
  };
  const encoding = response.headers.get('content-encoding') ?? 'not compressed';
  return { text, check, encoding, etag: response.headers.get('etag') ?? '' };
}
