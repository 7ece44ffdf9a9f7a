import {
  CLOCK_TOLERANCE,
  cookieName,
  MOTUS_CLIENT_ID,
  SCOPE_SCORE_OPERATE,
  SCOPE_SCORE_READ,
  SCOPE_SCORE_WRITE,
  SCORE_AUDIENCE,
} from '@motus/contracts';
import type { Store } from '@motus/store';
import {
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import type { Accounts } from '../accounts/accounts.ts';
import type { Operators } from '../accounts/operators.ts';
import { interactionPath } from '../pages/account-forms.ts';
import type { Layout } from '../pages/layout.ts';
import type { AuthSettings } from '../settings.ts';
import { goneAccount } from './missing-account-check.ts';
import { addPages, pageHooks } from './provider-pages.ts';
import { createAdapter } from './redis-adapter.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * The OpenID provider: one confidential first-party client (the game), the authorization code flow with PKCE, and JWT
 * access tokens for one resource server (the scores). All that this does not need is off.
 *
 * @see https://github.com/panva/node-oidc-provider/blob/main/docs/README.md
 */
export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(`${options.settings.PUBLIC_URL}/auth`, configuration(options));
  // Host and scheme come from headers that `protocol.ts` sets itself, from PUBLIC_URL.
  provider.proxy = true;
  addPages(provider, options.layout, `${options.settings.PUBLIC_URL}/`);
  return provider;
}

interface ProviderOptions {
  readonly settings: AuthSettings;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly operators: Operators;
  readonly layout: Layout;
}

function configuration({ settings, store, accounts, operators, layout }: ProviderOptions): Configuration {
  const secure = settings.PUBLIC_URL.startsWith('https:');
  const policy = interactionPolicy.base();
  // Nobody is asked whether the game may know who plays it.
  policy.remove('consent');
  policy.get('login')?.checks.add(goneAccount, 0);
  const { logoutSource, postLogoutSuccessSource, renderError } = pageHooks(layout);
  return {
    adapter: createAdapter(store),
    clients: [
      {
        client_id: MOTUS_CLIENT_ID,
        client_name: settings.PRODUCT_NAME,
        client_secret: settings.MOTUS_CLIENT_SECRET_FILE,
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        redirect_uris: [`${settings.PUBLIC_URL}/login/callback`],
        post_logout_redirect_uris: [`${settings.PUBLIC_URL}/`],
      },
    ],
    clientDefaults: {
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
      token_endpoint_auth_method: 'client_secret_basic',
    },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    jwks: settings.AUTH_JWKS_FILE,
    pkce: { required: () => true },
    // The game names it; guessing it fails on a resumed request that has none (oidc-provider 9.13).
    allowOmittingSingleRegisteredRedirectUri: false,
    scopes: ['openid'],
    claims: { openid: ['sub', 'name'] },
    // The name is in the ID token, so that the game needs no further request.
    conformIdTokenClaims: false,
    findAccount: async (_ctx, id) => {
      const account = await accounts.find(id);
      return account && { accountId: id, claims: () => ({ sub: id, name: account.name }) };
    },
    // The name that other players see, so that the scores need not ask for it.
    extraTokenClaims: async (_ctx, token) => {
      const account = token.kind === 'AccessToken' ? await accounts.find(token.accountId) : undefined;
      return account && { name: account.name };
    },
    loadExistingGrant: grantToFirstParty,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // Two tabs, or two twins, may refresh at once; the client proves itself with its secret anyhow.
    rotateRefreshToken: false,
    // Logging out here takes the tokens of the game back; so the session must live as long as the refresh token.
    expiresWithSession: () => true,
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => SCORE_AUDIENCE,
        getResourceServerInfo: (ctx, resource) => scoreServer(ctx, resource, operators),
      },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
      // The access tokens are for the scores: nobody could use them at a userinfo endpoint.
      userinfo: { enabled: false },
    },
    interactions: { policy, url: (_ctx, interaction) => interactionPath(interaction.uid) },
    cookies: {
      keys: [settings.AUTH_COOKIE_KEY_FILE.toString('base64url')],
      names: {
        session: cookieName('auth_session', settings.PUBLIC_URL),
        interaction: cookieName('auth_interaction', settings.PUBLIC_URL),
        resume: cookieName('auth_resume', settings.PUBLIC_URL),
      },
      // `short` has no path here: each interaction has its own.
      long: { path: '/auth', httpOnly: true, sameSite: 'lax', secure, signed: true },
      short: { httpOnly: true, sameSite: 'lax', secure, signed: true },
    },
    clockTolerance: CLOCK_TOLERANCE,
    ttl: {
      AccessToken: HOUR,
      // A minute by the clock of the twin as well.
      AuthorizationCode: 60 + CLOCK_TOLERANCE,
      ClientCredentials: HOUR,
      Grant: 30 * DAY,
      IdToken: HOUR,
      Interaction: HOUR,
      RefreshToken: 30 * DAY,
      Session: 30 * DAY,
    },
    discovery: { ui_locales_supported: ['fr'] },
    renderError,
  };
}

/** The score service as a resource server. */
async function scoreServer(ctx: KoaContextWithOIDC, resource: string, operators: Operators) {
  if (resource !== SCORE_AUDIENCE) throw new errors.InvalidTarget();
  return {
    audience: SCORE_AUDIENCE,
    scope: await scoreScope(ctx, operators),
    accessTokenFormat: 'jwt' as const,
    accessTokenTTL: HOUR,
    jwt: { sign: { alg: 'ES256' as const } },
  };
}

/**
 * Who may have which scope of the score service. Players can never get to write. Whether one operates is asked for each
 * access token, so that the role comes and goes with the next one; until then a login may ask for it, to no avail.
 */
async function scoreScope(ctx: KoaContextWithOIDC, operators: Operators): Promise<string> {
  const { route, params, account } = ctx.oidc;
  if (route === 'token' && params?.grant_type === 'client_credentials') return SCOPE_SCORE_WRITE;
  const mayOperate = route !== 'token' || (account !== undefined && (await operators.has(account.accountId)));
  return mayOperate ? `${SCOPE_SCORE_READ} ${SCOPE_SCORE_OPERATE}` : SCOPE_SCORE_READ;
}

/** The grant of this session to the game, made when there is none, and good for another full time. */
async function grantToFirstParty(ctx: KoaContextWithOIDC) {
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
