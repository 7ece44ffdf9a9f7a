import type { Leaderboard, Period } from '@motus/contracts';
import { createResource, type Resource } from '../app/resource.ts';
import type { ApiClient } from '../platform/api-client.ts';
import type { Retry } from '../platform/request-retry.ts';

/** The leaderboards, loaded by period. */
export function createLeaderboard(retry: Retry, client: ApiClient): Resource<Period, Leaderboard> {
  return createResource(retry, (period) => client.call('GET /leaderboards/:period', { params: { period } }));
}
