import assert from 'node:assert/strict';
import type { Route } from './record-routes.ts';

type UnsafeMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The part of a Fastify application that is needed. */
interface Application {
  inject(request: {
    method: UnsafeMethod;
    url: string;
    headers: Record<string, string>;
  }): Promise<{ statusCode: number; body: string }>;
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Headers of a browser that a page of another origin made send the request. */
const FOREIGN: readonly Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
];

/**
 * Asserts that every route with an unsafe method answers 403 `foreign_origin` to requests that a page of another origin
 * causes, with message and id of the request, whatever else is wrong with them.
 *
 * @param routes of the application, see `recordRoutes`
 * @returns the routes with an unsafe method, `POST /logout`
 */
export async function assertForeignOriginsRefused(
  app: Application,
  routes: readonly Route[],
): Promise<string[]> {
  const unsafe = routes.filter(({ method }) => !SAFE_METHODS.includes(method));
  for (const { method, url } of unsafe) {
    const request = { method: method as UnsafeMethod, url: url.replace(/:\w+|\*/g, 'x') };
    for (const headers of FOREIGN) {
      const label = `${method} ${url} ${JSON.stringify(headers)}`;
      const { statusCode, body } = await app.inject({ ...request, headers });
      assert.equal(statusCode, 403, `${label}: ${body}`);
      const { code, message, requestId } = JSON.parse(body);
      assert.equal(code, 'foreign_origin', label);
      assert.ok(message && requestId, label);
    }
  }
  return unsafe.map(({ method, url }) => `${method} ${url}`);
}
