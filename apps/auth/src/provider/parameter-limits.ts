import { ServiceError } from '@motus/service';
import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';

/**
 * The largest values of the parameters of an authorization request, in bytes of JSON: an interaction keeps all of them in
 * the store, for anybody who asks. The others are compared with what is registered, or are verified tokens.
 */
const MAX_BYTES: Readonly<Record<string, number>> = {
  acr_values: 128,
  claims_locales: 128,
  display: 16,
  id_token_hint: 2048,
  login_hint: 128,
  max_age: 16,
  nonce: 256,
  prompt: 64,
  resource: 256,
  state: 512,
  ui_locales: 64,
};

/**
 * The part of oidc-provider's configuration that bounds the parameters. What is too long is answered at the redirect URI,
 * with `invalid_request` and the name of the parameter (RFC 6749, section 4.1.2.1).
 */
export const parameterLimits = {
  // "Extra" parameters may be those that oidc-provider knows itself: it adds their checks after its own.
  extraParams: Object.fromEntries(
    Object.entries(MAX_BYTES).map(([name, maxBytes]) => [
      name,
      (_ctx: KoaContextWithOIDC, value: unknown) => {
        if (sizeOf(value) > maxBytes)
          throw new errors.InvalidRequest(`${name} must not be longer than ${maxBytes} bytes`);
      },
    ]),
  ),
} satisfies Configuration;

/**
 * Refuses a `state` that is too long before anything else, for the logout as well. There is no redirect, because that would
 * have to repeat the `state`.
 *
 * @throws ServiceError 400 `invalid_request`
 */
export function refuseLongState({ query }: Pick<KoaContextWithOIDC, 'query'>): void {
  const { state: maxBytes = 0 } = MAX_BYTES;
  if (sizeOf(query.state) <= maxBytes) return;
  throw new ServiceError(
    400,
    'invalid_request',
    `Le paramètre « state » est trop long : il compte au plus ${maxBytes} octets.`,
  );
}

/** The size of a parameter in stored JSON, without the quotes. */
function sizeOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value)) - 2;
}
