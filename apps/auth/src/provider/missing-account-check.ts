import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';

const { Check } = interactionPolicy;

/**
 * Requests a login when the account of the session no longer exists. Also removes the former login and its grants from the
 * session; otherwise oidc-provider would ask whether to log that account out first.
 *
 * @see https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#interactionspolicy
 */
export const missingAccountCheck = new Check(
  'account_missing',
  'the account of the session no longer exists',
  'login_required',
  (ctx: KoaContextWithOIDC) => {
    const { session, account } = ctx.oidc;
    if (session?.accountId === undefined || account !== undefined) return Check.NO_NEED_TO_PROMPT;
    for (const field of ['accountId', 'loginTs', 'amr', 'acr', 'authorizations'] as const)
      delete session[field];
    return Check.REQUEST_PROMPT;
  },
);
