import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { createLogger, createService, type Service } from '@motus/service';
import { page } from './page.ts';
import { readPageFiles } from './page-files.ts';

const SCRIPT = '/assets/index-1a2b3c4d.js';
const CODE = 'document.title = "Motus"; '.repeat(50);
const logger = createLogger({ service: 'test', instance: 'test1', level: 'silent' });
let root: string;
let app: Service;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'motus-page-'));
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, SCRIPT), CODE);
  await writeFile(join(root, `${SCRIPT}.br`), brotliCompressSync(CODE));
  await writeFile(join(root, `${SCRIPT}.gz`), gzipSync(CODE));
  app = await createService({ logger });
  await app.register(page, { root });
});
after(() => rm(root, { recursive: true }));

function get(url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  return app.inject({ url, headers, method });
}

test('each client gets the smallest form that it takes', async () => {
  const cases = [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['br;q=0.5, gzip;q=0.8', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
    ['deflate', undefined, (bytes: Buffer) => bytes],
    ['', undefined, (bytes: Buffer) => bytes],
  ] as const;
  for (const [accepted, encoding, decode] of cases) {
    const { headers, rawPayload } = await get(SCRIPT, { 'accept-encoding': accepted });
    assert.equal(headers['content-encoding'], encoding, accepted);
    assert.equal(decode(rawPayload).toString(), CODE, accepted);
    assert.equal(headers['content-length'], String(rawPayload.length), accepted);
    assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(headers.vary, 'accept-encoding', accepted);
  }
});

test('a file that the build could not make smaller is sent as it is', async () => {
  const { statusCode, headers, body } = await get('/', { 'accept-encoding': 'br' });
  assert.deepEqual([statusCode, body], [200, '<!doctype html>']);
  assert.equal(headers['content-encoding'], undefined);
  assert.equal(headers.vary, 'accept-encoding');
});

test('what is named by its content is kept for ever, the page that names it is asked for again', async () => {
  assert.equal((await get(SCRIPT)).headers['cache-control'], 'public, max-age=31536000, immutable');
  for (const url of ['/', '/index.html', '/?from=mail']) {
    const { statusCode, headers } = await get(url);
    assert.deepEqual([statusCode, headers['cache-control']], [200, 'no-cache'], url);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  }
});

test('who has the bytes already gets none', async () => {
  const { etag } = (await get('/')).headers;
  assert.match(String(etag), /^"[\w-]+"$/);
  for (const tag of [`${etag}`, `W/${etag}`, `"other", ${etag}`, '*']) {
    const { statusCode, headers, body } = await get('/', { 'if-none-match': tag });
    assert.deepEqual([statusCode, body], [304, ''], tag);
    assert.deepEqual(
      [headers.etag, headers['cache-control'], headers.vary],
      [etag, 'no-cache', 'accept-encoding'],
    );
  }
  assert.equal((await get('/', { 'if-none-match': '"other"' })).statusCode, 200);
});

test('each form of a file has its own tag', async () => {
  const forms = ['br', 'gzip', ''].map((accepted) => get(SCRIPT, { 'accept-encoding': accepted }));
  const [brotli, gzip, plain] = (await Promise.all(forms)).map(({ headers }) => String(headers.etag));
  assert.equal(new Set([brotli, gzip, plain]).size, 3);
  const headers = { 'accept-encoding': 'gzip', 'if-none-match': `${brotli}` };
  assert.equal((await get(SCRIPT, headers)).statusCode, 200);
});

test('HEAD says what GET would', async () => {
  const headers = { 'accept-encoding': 'br' };
  const full = await get(SCRIPT, headers);
  const head = await get(SCRIPT, headers, 'HEAD');
  assert.equal(head.statusCode, 200);
  assert.equal(head.body, '');
  for (const name of ['etag', 'content-type', 'content-length', 'content-encoding', 'cache-control', 'vary'])
    assert.equal(head.headers[name], full.headers[name], name);
});

test('nothing else is there: no other asset, no folder, no compressed file by its name, nothing outside', async () => {
  for (const url of ['/assets/index-0.js', '/assets/', `${SCRIPT}.br`, '/assets/..%2findex.html', '/..%2f']) {
    const { statusCode, headers } = await get(url);
    assert.equal(statusCode, 404, url);
    assert.doesNotMatch(String(headers['cache-control']), /max-age/, url);
  }
});

test('a page that is not built, or holds what no page has, stops the start', async () => {
  await assert.rejects(readPageFiles(join(root, 'nowhere')), /no built page/);
  await writeFile(join(root, 'notes.docx'), '');
  await assert.rejects(readPageFiles(root), /notes\.docx/);
});
