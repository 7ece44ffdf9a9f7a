import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serializeError } from './serialize-error.ts';
import { ServiceError } from './service-error.ts';

test('serializes type, message, code and stack of an error, and no other property', () => {
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
  const { stack, cause, ...line } = serializeError(error);
  assert.deepEqual(line, { type: 'RangeError', message: 'too far', code: 'FAR' });
  assert.match(stack ?? '', /^RangeError: too far\n +at /);
  assert.deepEqual(Object.keys(cause ?? {}), ['type', 'message', 'stack']);
  for (const odd of [request, undefined, null, 7]) {
    assert.deepEqual(serializeError(odd), { type: typeof odd, message: '' });
  }
});

test('omits the stack of an expected error and of its cause, unless the cause is a bug', () => {
  const boom = Object.assign(new Error('Response Error: 400 Bad Request'), { isBoom: true });
  const expected = [
    new ServiceError(503, 'try_again', 'Plus tard.', { cause: new Error('away') }),
    new ServiceError(404, 'not_found', 'Rien.'),
    boom,
  ];
  for (const error of expected) {
    const { stack, cause } = serializeError(error);
    assert.equal(stack, undefined);
    assert.equal(cause?.stack, undefined);
  }
  const bug = new ServiceError(503, 'try_again', 'Plus tard.', {
    cause: new TypeError('undefined is not …'),
  });
  assert.ok(serializeError(bug).cause?.stack, 'the stack of a bug');
  assert.ok(serializeError(new ServiceError(500, 'internal_error', 'Oh.')).stack);
});

test('stops at a circular cause', () => {
  const error = new Error('a');
  error.cause = error;
  assert.ok(JSON.stringify(serializeError(error)).length < 20_000);
});

test('joins the messages of an AggregateError', () => {
  assert.equal(serializeError(new AggregateError([new Error('a'), new Error('b')])).message, 'a, b');
});
