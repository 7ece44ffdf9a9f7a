import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorLine } from './error-line.ts';
import { ServiceError } from './errors.ts';
import { withoutSecrets } from './without-secrets.ts';

test('of an error type, message, code and stack are logged, and nothing that hangs on it', () => {
  const request = { headers: { authorization: 'Basic c2VjcmV0' } };
  const error = Object.assign(
    new RangeError('too far', { cause: Object.assign(new Error('why'), { request }) }),
    {
      code: 'FAR',
      request,
      data: { res: { req: request } },
      config: request,
    },
  );
  const { stack, cause, ...line } = errorLine(error);
  assert.deepEqual(line, { type: 'RangeError', message: 'too far', code: 'FAR' });
  assert.match(stack ?? '', /^RangeError: too far\n +at /);
  assert.deepEqual(Object.keys(cause ?? {}), ['type', 'message', 'stack']);
  for (const odd of [request, undefined, null, 7]) {
    assert.deepEqual(errorLine(odd), { type: typeof odd, message: '' });
  }
});

test('what was to be expected has no stack, and neither has its cause', () => {
  const boom = Object.assign(new Error('Response Error: 400 Bad Request'), { isBoom: true });
  const expected = [
    new ServiceError(503, 'try_again', 'Plus tard.', { cause: new Error('away') }),
    new ServiceError(404, 'not_found', 'Rien.'),
    boom,
  ];
  for (const error of expected) {
    const { stack, cause } = errorLine(error);
    assert.equal(stack, undefined);
    assert.equal(cause?.stack, undefined);
  }
  const bug = new ServiceError(503, 'try_again', 'Plus tard.', {
    cause: new TypeError('undefined is not …'),
  });
  assert.ok(errorLine(bug).cause?.stack, 'a bug is found whatever it was taken for');
  assert.ok(errorLine(new ServiceError(500, 'internal_error', 'Oh.')).stack);
});

test('causes in a circle come to an end', () => {
  const error = new Error('a');
  error.cause = error;
  assert.ok(JSON.stringify(errorLine(error)).length < 20_000);
});

test('an error with several errors says the messages of all', () => {
  assert.equal(errorLine(new AggregateError([new Error('a'), new Error('b')])).message, 'a, b');
});

test('credentials that other messages quote are taken out, also of a line of JSON', () => {
  const cases = [
    ['authorization: Basic bW90dXM6c2VjcmV0 sent', 'authorization: Basic … sent'],
    ['Bearer eyJhbGciOi.abc.def', 'Bearer …'],
    ['fetch http://loki:pass-word@loki:3100/x failed', 'fetch http://…@loki:3100/x failed'],
    [
      "ERR unknown command 'X', with args beginning with: 'secret' ",
      "ERR unknown command 'X', with args beginning with: …",
    ],
  ] as const;
  for (const [text, left] of cases) assert.equal(withoutSecrets(text), left);
  for (const text of ['{"password":secret}', 'secret', '["a","secret']) {
    try {
      JSON.parse(text);
    } catch (error) {
      const { message } = error as Error;
      assert.doesNotMatch(withoutSecrets(message), /secret/, message);
      const line = withoutSecrets(JSON.stringify({ message, other: '"kept"' }));
      assert.doesNotMatch(line, /secret/);
      assert.equal(JSON.parse(line).other, '"kept"');
    }
  }
  const harmless = '{"msg":"Basic rules at http://localhost:3101/a@b","path":"/x"}';
  assert.equal(withoutSecrets(harmless), harmless);
});
