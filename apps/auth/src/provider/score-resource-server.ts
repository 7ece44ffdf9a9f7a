import { SCOPE_SCORE_OPERATE, SCOPE_SCORE_READ, SCOPE_SCORE_WRITE, SCORE_AUDIENCE } from '@motus/contracts';
import { errors, type KoaContextWithOIDC, type ResourceServer } from 'oidc-provider';
import type { Operators } from '../accounts/operators.ts';

/** How long access tokens are valid, in seconds. */
export const ACCESS_TOKEN_TTL_S = 3600;

/**
 * Makes the score service the only resource server, which verifies JWT access tokens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8707 (Resource Indicators)
 */
export function scoreResourceServer(operators: Operators) {
  return {
    defaultResource: () => SCORE_AUDIENCE,
    /** @throws errors.InvalidTarget for any other resource */
    async getResourceServerInfo(ctx: KoaContextWithOIDC, resource: string): Promise<ResourceServer> {
      if (resource !== SCORE_AUDIENCE) throw new errors.InvalidTarget();
      return {
        audience: SCORE_AUDIENCE,
        scope: await allowedScope(ctx, operators),
        accessTokenFormat: 'jwt',
        accessTokenTTL: ACCESS_TOKEN_TTL_S,
        jwt: { sign: { alg: 'ES256' } },
      };
    },
  };
}

/**
 * Decides which scopes of score a request may get. Only the game itself, by client credentials, may write. The operator
 * role is looked up for each access token, so that granting or revoking it takes effect with the next one; an authorization
 * request may ask for the scope, but that alone does not grant it.
 */
async function allowedScope(ctx: KoaContextWithOIDC, operators: Operators): Promise<string> {
  const { route, params, account } = ctx.oidc;
  if (route === 'token' && params?.grant_type === 'client_credentials') return SCOPE_SCORE_WRITE;
  const mayOperate = route !== 'token' || (account !== undefined && (await operators.has(account.accountId)));
  return mayOperate ? `${SCOPE_SCORE_READ} ${SCOPE_SCORE_OPERATE}` : SCOPE_SCORE_READ;
}
