import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { commonSettings } from './common-settings.ts';
import { addresses, keyFile, readSettings, SettingsError, secretFile, timeZone } from './settings.ts';

const dir = mkdtempSync(join(tmpdir(), 'motus-settings-'));
const file = (name: string, content: string) => {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
};
const specs = {
  ...commonSettings,
  SECRET_FILE: secretFile({ desc: 'a file that holds a secret' }),
  KEY_FILE: keyFile({ desc: 'a file that holds a key' }),
  SENTINELS: addresses({ desc: 'the addresses of the Sentinels' }),
  ZONE: timeZone({ default: 'Europe/Paris', desc: 'a time zone' }),
};
const valid = {
  INSTANCE: 'motus1',
  PORT: '3021',
  SECRET_FILE: file('secret', 's3cret\n'),
  KEY_FILE: file('key', `${Buffer.alloc(32, 7).toString('base64url')}\n`),
  SENTINELS: 'sentinel1:26379, 127.0.0.1:26402,[::1]:26403',
};

test('reads valid settings, secrets from their files, and defaults', () => {
  const settings = readSettings(specs, valid);
  assert.equal(settings.PORT, 3021);
  assert.equal(settings.SECRET_FILE, 's3cret');
  assert.deepEqual(settings.KEY_FILE, Buffer.alloc(32, 7));
  assert.deepEqual(settings.SENTINELS, [
    { host: 'sentinel1', port: 26379 },
    { host: '127.0.0.1', port: 26402 },
    { host: '::1', port: 26403 },
  ]);
  assert.equal(settings.PUBLIC_URL, 'http://localhost:3101');
  assert.equal(settings.ZONE, 'Europe/Paris');
  assert.equal(settings.LOKI_URL, undefined);
  assert.equal(settings.OTEL_EXPORTER_OTLP_ENDPOINT, '');
  for (const [given, read] of [
    ['https://otlp.example/otlp', 'https://otlp.example/otlp'],
    // With what an editor may leave at the end of a line.
    ['http://tempo:4318 ', 'http://tempo:4318/'],
  ]) {
    const traced = readSettings(specs, { ...valid, OTEL_EXPORTER_OTLP_ENDPOINT: given });
    assert.equal(traced.OTEL_EXPORTER_OTLP_ENDPOINT, read);
  }
});

test('names a wrong setting and says what it must be', () => {
  const cases = [
    ['INSTANCE', undefined, /INSTANCE is not set; it wants the name of this instance/],
    ['PORT', '70000', /PORT is wrong/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL is wrong/],
    ['PUBLIC_URL', 'nonsense', /PUBLIC_URL is wrong: "nonsense" is no URL; it wants the one address/],
    ['PUBLIC_URL', 'http://motus.test/game', /PUBLIC_URL is wrong: .* more than scheme, host and port/],
    ['PUBLIC_URL', 'ftp://motus.test', /PUBLIC_URL is wrong/],
    [
      'INTERNAL_URL',
      'http://haproxy1:3102/score',
      /INTERNAL_URL is wrong: it has more .*: write http:\/\/haproxy1:3102;/,
    ],
    ['LOKI_URL', 'loki:3100', /LOKI_URL is wrong: "loki:3100" is not http: or https:; it wants the address/],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'tempo:4318', /ENDPOINT is wrong: "tempo:4318" is not http: or https:/],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'http://me:secret@tempo:4318/otlp',
      /ENDPOINT is wrong: it has more than scheme, host, port and path: write http:\/\/tempo:4318\/otlp;/,
    ],
    ['OTEL_TRACES_SAMPLER', 'everything', /OTEL_TRACES_SAMPLER is wrong/],
    ['OTEL_TRACES_SAMPLER_ARG', '10', /OTEL_TRACES_SAMPLER_ARG is wrong: "10" is no number from 0 to 1/],
    ['SECRET_FILE', join(dir, 'missing'), /SECRET_FILE is wrong: ENOENT/],
    ['SECRET_FILE', file('empty', '\n'), /SECRET_FILE is wrong: .* is empty/],
    ['KEY_FILE', file('short', 'abcd'), /KEY_FILE is wrong: .* holds 3 bytes/],
    ['SENTINELS', undefined, /SENTINELS is not set; it wants the addresses of the Sentinels/],
    ['SENTINELS', '', /SENTINELS is wrong: "" is not host:port/],
    ['SENTINELS', 'sentinel1', /SENTINELS is wrong: "sentinel1" is not host:port; it wants the addresses/],
    ['SENTINELS', 'sentinel1:26379,', /SENTINELS is wrong: "" is not host:port/],
    ['SENTINELS', 'redis://sentinel1:26379', /SENTINELS is wrong: .* is not host:port/],
    ['SENTINELS', 'sentinel1:99999', /SENTINELS is wrong: .* has no port up to 65535/],
    ['ZONE', 'Mars', /ZONE is wrong: "Mars" is no time zone; it wants a time zone/],
  ] as const;
  for (const [name, value, message] of cases) {
    assert.throws(
      () => readSettings(specs, { ...valid, [name]: value }),
      (error) => error instanceof SettingsError && message.test(error.message),
      `${name}=${value}`,
    );
  }
});

test('refuses an address with more than an origin, says the right form, and does not repeat a password', () => {
  const base = 'http://loki:3100';
  const wrong = [
    `${base}/loki/api/v1/push`,
    `${base}/?tenant=motus`,
    `${base}?`,
    `${base}#`,
    'http://ada:s3cret@loki:3100',
    'http://:s3cret@loki:3100/',
  ];
  for (const name of ['LOKI_URL', 'PUBLIC_URL', 'INTERNAL_URL']) {
    for (const value of wrong) {
      assert.throws(
        () => readSettings(specs, { ...valid, [name]: value }),
        ({ message }: Error) =>
          message.startsWith(
            `setting ${name} is wrong: it has more than scheme, host and port: write ${base};`,
          ) && !message.includes('s3cret'),
        `${name}=${value}`,
      );
    }
    assert.equal(readSettings(specs, { ...valid, [name]: `${base}/` })[name as 'LOKI_URL'], base);
  }
});

test('refuses a setting under its former name, unless the new one is set too', () => {
  const EDGE_URL = 'http://haproxy:3102';
  assert.throws(() => readSettings(specs, { ...valid, EDGE_URL }), {
    name: 'SettingsError',
    message: 'setting EDGE_URL is now called INTERNAL_URL: rename it',
  });
  const settings = readSettings(specs, { ...valid, EDGE_URL, INTERNAL_URL: 'http://haproxy2:3102' });
  assert.equal(settings.INTERNAL_URL, 'http://haproxy2:3102');
});

test('reports all wrong settings at once, one on each line', () => {
  assert.throws(
    () => readSettings(specs, { ...valid, PORT: 'x', ZONE: 'Mars', INSTANCE: undefined }),
    (error) => error instanceof SettingsError && error.message.split('\n').length === 3,
  );
});
