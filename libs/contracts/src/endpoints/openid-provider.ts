/** The path below which the auth service answers; its issuer (OpenID Connect) is PUBLIC_URL with this path. */
export const AUTH_PATH = '/auth';

/** The endpoints of the OpenID provider, which auth serves and motus and score call. */
export const PROVIDER_PATHS = {
  /** @see https://openid.net/specs/openid-connect-discovery-1_0.html */
  discovery: `${AUTH_PATH}/.well-known/openid-configuration`,
  authorization: `${AUTH_PATH}/auth`,
  token: `${AUTH_PATH}/token`,
  /** @see https://www.rfc-editor.org/rfc/rfc7009 */
  revocation: `${AUTH_PATH}/token/revocation`,
  /** @see https://www.rfc-editor.org/rfc/rfc7517 */
  jwks: `${AUTH_PATH}/jwks`,
  /** @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html */
  endSession: `${AUTH_PATH}/session/end`,
} as const;
