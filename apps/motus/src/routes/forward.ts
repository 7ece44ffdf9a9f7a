import { type Endpoint, routeOf, type scoreApi } from '@motus/contracts';
import type { Service } from '@motus/service';
import type { FastifySchema } from 'fastify';
import type { RefusalPolicy, ScoreClient } from '../score/score-client.ts';

/**
 * Serves an endpoint of the score service under the same path: forwards each request in the name of its player or guest,
 * whom a `preHandler` of the application must have identified.
 *
 * @param options.tag      the group of the endpoint in the OpenAPI document
 * @param options.refusals what the caller receives when the score service refuses
 */
export function forward(
  app: Service,
  endpoint: (typeof scoreApi)[keyof typeof scoreApi],
  options: { score: ScoreClient; tag: string; refusals: RefusalPolicy },
): void {
  const { score, tag, refusals } = options;
  const { params, query, body }: Endpoint = endpoint;
  const { method, url, schema } = routeOf<Endpoint>(endpoint, tag);
  app.route({
    method,
    url,
    schema: schema as FastifySchema,
    handler: async (request, reply) => {
      // Only what the endpoint declares, because nothing else is validated.
      const input = {
        ...(params && { params: request.params }),
        ...(query && { query: request.query }),
        ...(body && { body: request.body }),
      };
      const output = await score.asPlayer<Endpoint>(request, endpoint, input, refusals);
      return output === undefined ? reply.code(204).send(null) : output;
    },
  });
}
