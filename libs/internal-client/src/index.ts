export {
  createInternalClient,
  type InternalClient,
  type InternalRequest,
  type InternalResponse,
  RESPONSE_TIMEOUT_MS,
  UpstreamUnavailableError,
} from './internal-client.ts';
export { createRemoteJwks } from './remote-jwks.ts';
