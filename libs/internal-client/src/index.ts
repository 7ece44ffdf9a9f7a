export {
  createInternalClient,
  type InternalClient,
  type InternalRequest,
  type InternalResponse,
  UpstreamUnavailableError,
} from './internal-client.ts';
export { createRemoteJwks } from './remote-jwks.ts';
