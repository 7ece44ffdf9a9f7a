import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';

const { Check } = interactionPolicy;

/**
 * Asks for a login where the account of a session is gone. The session forgets that login with all that it was granted:
 * nobody is left who could log out, or be asked whether another account may take over.
 *
 * @see https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#interactionspolicy
 */
export const goneAccount = new Check(
  'account_gone',
  'the account of the session is gone',
  'login_required',
  (ctx: KoaContextWithOIDC) => {
    const { session, account } = ctx.oidc;
    if (session?.accountId === undefined || account !== undefined) return Check.NO_NEED_TO_PROMPT;
    for (const field of ['accountId', 'loginTs', 'amr', 'acr', 'authorizations'] as const)
      delete session[field];
    return Check.REQUEST_PROMPT;
  },
);
