import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { createLogger, createService, readSettings, type Service } from '@motus/service';
import { siteSettings } from '@motus/site';
import { page } from './page.ts';
import { readPageFiles } from './page-files.ts';

const SCRIPT = '/assets/index-1a2b3c4d.js';
const CODE = 'document.title = "Motus"; '.repeat(50);
const DOCUMENT = `<!doctype html>
<html lang="fr">
  <head>
    <meta name="theme-color" content="#071035" />
    <meta name="motus:name" content="Motus" />
    <meta name="motus:footer" content="" />
    <title>Motus</title>
    <link rel="stylesheet" href="/assets/index-1a2b3c4d.css">
  </head>
  <body></body>
</html>
`;
const MANIFEST = JSON.stringify({ id: '/', name: 'Motus', short_name: 'Motus', theme_color: '#071035' });
const logger = createLogger({ service: 'test', instance: 'test1', level: 'silent' });
let root: string;
let app: Service;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'motus-page-'));
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'index.html'), DOCUMENT);
  await writeFile(join(root, 'robots.txt'), 'User-agent: *');
  await writeFile(join(root, 'manifest.webmanifest'), MANIFEST);
  await writeFile(join(root, 'manifest.webmanifest.br'), brotliCompressSync(MANIFEST));
  await writeFile(join(root, 'manifest.webmanifest.gz'), gzipSync(MANIFEST));
  await writeFile(join(root, SCRIPT), CODE);
  await writeFile(join(root, `${SCRIPT}.br`), brotliCompressSync(CODE));
  await writeFile(join(root, `${SCRIPT}.gz`), gzipSync(CODE));
  app = await pageWith({});
});
after(() => rm(root, { recursive: true }));

/** The page with these settings of an operator. */
async function pageWith(settings: Record<string, string>): Promise<Service> {
  const service = await createService({ logger, publicUrl: 'http://localhost:3101' });
  await service.register(page, {
    files: await readPageFiles(root),
    site: readSettings(siteSettings, settings),
  });
  return service;
}

function get(url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  return app.inject({ url, headers, method });
}

test('answers with the best encoding that the client accepts', async () => {
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

test('sends a file without encodings as it is', async () => {
  const { statusCode, headers, body } = await get('/robots.txt', { 'accept-encoding': 'br' });
  assert.deepEqual([statusCode, body], [200, 'User-agent: *']);
  assert.equal(headers['content-encoding'], undefined);
  assert.equal(headers.vary, 'accept-encoding');
});

test('lets browsers cache hashed files for ever, and revalidate the page', async () => {
  assert.equal((await get(SCRIPT)).headers['cache-control'], 'public, max-age=31536000, immutable');
  for (const url of ['/', '/index.html', '/?from=mail']) {
    const { statusCode, headers } = await get(url);
    assert.deepEqual([statusCode, headers['cache-control']], [200, 'no-cache'], url);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  }
});

test('answers 304 to a client that has the same ETag', async () => {
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

test('gives each encoding of a file its own ETag', async () => {
  const forms = ['br', 'gzip', ''].map((accepted) => get(SCRIPT, { 'accept-encoding': accepted }));
  const [brotli, gzip, plain] = (await Promise.all(forms)).map(({ headers }) => String(headers.etag));
  assert.equal(new Set([brotli, gzip, plain]).size, 3);
  const headers = { 'accept-encoding': 'gzip', 'if-none-match': `${brotli}` };
  assert.equal((await get(SCRIPT, headers)).statusCode, 200);
});

test('answers HEAD with the headers of GET', async () => {
  const headers = { 'accept-encoding': 'br' };
  const full = await get(SCRIPT, headers);
  const head = await get(SCRIPT, headers, 'HEAD');
  assert.equal(head.statusCode, 200);
  assert.equal(head.body, '');
  for (const name of ['etag', 'content-type', 'content-length', 'content-encoding', 'cache-control', 'vary'])
    assert.equal(head.headers[name], full.headers[name], name);
});

test('serves the page as built where there are no settings', async () => {
  assert.equal((await get('/')).body, DOCUMENT);
  assert.deepEqual((await get('/manifest.webmanifest')).json(), JSON.parse(MANIFEST));
  assert.equal((await get('/site.css')).statusCode, 404);
  for (const [encoding, decode] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const { headers, rawPayload } = await get('/', { 'accept-encoding': encoding });
    assert.equal(headers['content-encoding'], encoding);
    assert.equal(decode(rawPayload).toString(), DOCUMENT);
  }
});

test("puts the operator's name, footer and colours into every encoding of the page, with another ETag", async (t) => {
  const own = await pageWith({
    PRODUCT_NAME: "L’été d'Ô-2!",
    FOOTER_TEXT: `Tiré de "M&M" <b>$&</b>`,
    COLOR_GROUND: '#102030',
    COLOR_PRESENT: '#FFEE00',
    COLOR_ABSENT: '',
  });
  t.after(() => own.close());
  const forms = [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
    ['', (bytes: Buffer) => bytes],
  ] as const;
  for (const [accepted, decode] of forms) {
    const at = async (url: string) => {
      const { headers, rawPayload } = await own.inject({ url, headers: { 'accept-encoding': accepted } });
      const before = await get(url, { 'accept-encoding': accepted });
      assert.notEqual(headers.etag, before.headers.etag, url);
      return decode(rawPayload).toString();
    };
    const document = await at('/');
    for (const part of [
      '<title>L’été d&#39;Ô-2!</title>',
      '<meta name="motus:name" content="L’été d&#39;Ô-2!" />',
      '<meta name="motus:footer" content="Tiré de &quot;M&amp;M&quot; &lt;b&gt;$&amp;&lt;/b&gt;" />',
      '<meta name="theme-color" content="#102030" />',
    ])
      assert.ok(document.includes(part), `${part} in ${document}`);
    assert.match(
      document,
      /\/assets\/index-1a2b3c4d\.css">\s+<link rel="stylesheet" href="\/site\.css" \/>\s+<\/head>/,
    );
    assert.deepEqual(JSON.parse(await at('/manifest.webmanifest')), {
      id: '/',
      name: "L’été d'Ô-2!",
      short_name: "L’été d'Ô-2!",
      theme_color: '#102030',
      background_color: '#102030',
    });
    assert.equal(
      await at('/site.css'),
      ':root {\n  --site-ground: #102030;\n  --site-present: #FFEE00;\n}\n',
    );
  }
  const { headers } = await own.inject('/site.css');
  assert.equal(headers['content-type'], 'text/css; charset=utf-8');
  assert.equal(headers['cache-control'], 'no-cache');
});

test('answers 404 for unknown assets, folders, compressed files by name, and paths outside', async () => {
  for (const url of ['/assets/index-0.js', '/assets/', `${SCRIPT}.br`, '/assets/..%2findex.html', '/..%2f']) {
    const { statusCode, headers } = await get(url);
    assert.equal(statusCode, 404, url);
    assert.doesNotMatch(String(headers['cache-control']), /max-age/, url);
  }
});

test('refuses to start where the page has no element for the name', async (t) => {
  t.after(() => writeFile(join(root, 'index.html'), DOCUMENT));
  await writeFile(join(root, 'index.html'), DOCUMENT.replace('motus:name', 'name'));
  await assert.rejects(pageWith({}), /no place for <meta name="motus:name" content="Motus" \/>/);
});

test('refuses to start without a built page, or with a file of unknown type', async () => {
  await assert.rejects(readPageFiles(join(root, 'nowhere')), { name: 'SettingsError', message: /WEB_ROOT/ });
  await writeFile(join(root, 'notes.docx'), '');
  await assert.rejects(readPageFiles(root), /notes\.docx/);
});
