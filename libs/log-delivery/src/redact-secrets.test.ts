import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactSecrets } from './redact-secrets.ts';

test('redacts credentials that messages quote, also inside a JSON line', () => {
  const cases = [
    ['authorization: Basic bW90dXM6c2VjcmV0 sent', 'authorization: Basic … sent'],
    ['Bearer eyJhbGciOi.abc.def', 'Bearer …'],
    ['bearer eyJhbGciOi.abc.def', 'bearer …'],
    ['PUT /score/guests/guest-AbCdEfGhIjKlMnOpQrSt_- failed', 'PUT /score/guests/guest-… failed'],
    ['fetch http://loki:pass-word@loki:3100/x failed', 'fetch http://…@loki:3100/x failed'],
    [
      "ERR unknown command 'X', with args beginning with: 'secret' ",
      "ERR unknown command 'X', with args beginning with: …",
    ],
  ] as const;
  for (const [text, left] of cases) assert.equal(redactSecrets(text), left);
  for (const text of ['{"password":secret}', 'secret', '["a","secret']) {
    try {
      JSON.parse(text);
    } catch (error) {
      const { message } = error as Error;
      assert.doesNotMatch(redactSecrets(message), /secret/, message);
      const line = redactSecrets(JSON.stringify({ message, other: '"kept"' }));
      assert.doesNotMatch(line, /secret/);
      assert.equal(JSON.parse(line).other, '"kept"');
    }
  }
  const harmless = '{"msg":"Basic rules at http://localhost:3101/a@b","path":"/x"}';
  assert.equal(redactSecrets(harmless), harmless);
});

for (const repeated of ['a.', 'a://', 'Basic ', ' ', ', "', ', \\"', 'guest-', 'with args beginning with:']) {
  test(`redacts 256 KB of ${JSON.stringify(repeated)}, which a client may send, in less than a second of processor time`, () => {
    const text = `/${repeated.repeat(262_144 / repeated.length)}`;
    const begin = process.cpuUsage();
    redactSecrets(text);
    const ms = process.cpuUsage(begin).user / 1000;
    assert.ok(ms < 1000, `${ms} ms`);
  });
}
