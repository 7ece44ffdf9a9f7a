import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '@motus/local-system';
import type { Context } from '../context.ts';
import type { ReadJob } from '../generator-job.ts';
import { measure, noopLoad, readLoad } from '../loads.ts';
import { USUAL_CONNECTIONS } from '../options.ts';
import { atLeast, type Check, type PartResult } from '../result.ts';
import { median } from '../statistics.ts';

const PAGE = join(REPOSITORY, 'apps/web/dist');

/** The target for the rate of static files, as a share of the no-op's. */
const TARGET_RATIO = 0.5;

/** The requests of a page that opens: the state of the game, the page, its largest file, and the page revalidated (304). */
export async function measureReads(context: Context): Promise<PartResult> {
  const { bench } = context;
  const browser = { 'accept-encoding': 'br' };
  const page = await fetchFile(bench.origin, '/', 'index.html');
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1] ?? '';
  const asset = await fetchFile(bench.origin, script, script);

  const baseline = noopLoad(context, USUAL_CONNECTIONS);
  const load = (name: string, request: Omit<ReadJob, 'kind'>) =>
    readLoad(context, name, USUAL_CONNECTIONS, request, baseline);
  const state = load('state', {
    path: '/api/today',
    headers: {},
    players: bench.loggedInPlayers,
    status: 200,
  });
  const files = [
    load(`page (${page.encoding})`, { path: '/', headers: browser, players: [], status: 200 }),
    load(`script (${asset.encoding})`, { path: script, headers: browser, players: [], status: 200 }),
    load('page, not changed', {
      path: '/',
      headers: { ...browser, 'if-none-match': page.etag },
      players: [],
      status: 304,
    }),
  ];
  const { loads, checks } = await measure(context, [baseline, state, ...files]);
  const slowest = files.map(({ name }) => median(loads.find((found) => found.name === name)?.ratios ?? []));
  return {
    loads: loads.filter(({ name }) => name !== baseline.name),
    targets: [atLeast('page and files, part of the no-op', TARGET_RATIO, Math.min(...slowest))],
    checks: [...checks, page.check, asset.check],
  };
}

/** Fetches a file of the page as a browser does, and compares it with the build. */
async function fetchFile(origin: string, path: string, file: string) {
  // `fetch` decompresses the body according to its content-encoding.
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
