import type { Statistics } from '@motus/contracts';
import { createResource, type Resource } from '../app/resource.ts';
import type { ApiClient } from '../platform/api-client.ts';
import type { Retry } from '../platform/request-retry.ts';

/** The statistics of the visitor: of an account, or of the guest of this browser. */
export function createStatistics(retry: Retry, client: ApiClient): Resource<null, Statistics> {
  return createResource(retry, (_: null) => client.call('GET /statistics'));
}
