import { MOTUS_CLIENT_ID, SCOPE_SCORE_OPERATE, SCOPE_SCORE_READ, SCORE_AUDIENCE } from '@motus/contracts';
import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * Loads the grant of this session to the game, or creates it, and renews its time to live. This replaces the consent of the
 * user, which a first-party client does not need.
 *
 * @see https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#loadexistinggrant
 */
export async function loadOrCreateGrant(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (client?.clientId !== MOTUS_CLIENT_ID || session?.accountId === undefined) return undefined;
  const id = session.grantIdFor(client.clientId);
  const existing = id === undefined ? undefined : await provider.Grant.find(id);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  if (existing !== undefined) grant.jti = existing.jti;
  grant.addOIDCScope('openid');
  grant.addResourceScope(SCORE_AUDIENCE, `${SCOPE_SCORE_READ} ${SCOPE_SCORE_OPERATE}`);
  await grant.save();
  return grant;
}
