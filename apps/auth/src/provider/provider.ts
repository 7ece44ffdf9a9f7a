import {
  AUTH_PATH,
  CLOCK_TOLERANCE,
  cookieName,
  LOGIN_ATTEMPT_SECONDS,
  MOTUS_CLIENT_ID,
} from '@motus/contracts';
import type { Store } from '@motus/store';
import { type ClientMetadata, type Configuration, interactionPolicy, Provider } from 'oidc-provider';
import type { Accounts } from '../accounts/accounts.ts';
import type { Operators } from '../accounts/operators.ts';
import { interactionPath } from '../pages/account-forms.ts';
import type { ErrorLayout } from '../pages/error-page.ts';
import type { Layout } from '../pages/layout.ts';
import type { AuthSettings } from '../settings.ts';
import { loadOrCreateGrant } from './first-party-grant.ts';
import { missingAccountCheck } from './missing-account-check.ts';
import { parameterLimits } from './parameter-limits.ts';
import { errorRenderer, providerPageHooks, usePageMiddleware } from './provider-pages.ts';
import { PROVIDER_ENDPOINTS } from './provider-routes.ts';
import { createRedisAdapter } from './redis-adapter.ts';
import { ACCESS_TOKEN_TTL_S, scoreResourceServer } from './score-resource-server.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

export interface ProviderOptions {
  readonly settings: AuthSettings;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly operators: Operators;
  readonly layout: Layout;
  readonly errorLayout: ErrorLayout;
  /** The clock, in milliseconds since the Unix epoch; oidc-provider itself uses `Date`. */
  readonly now: () => number;
}

/**
 * Creates the OpenID provider: one confidential first-party client (the game), the authorization code flow with PKCE, and
 * JWT access tokens for one resource server (score). All other features are off.
 *
 * @see https://github.com/panva/node-oidc-provider/blob/main/docs/README.md
 */
export function createProvider(options: ProviderOptions): Provider {
  const { settings, layout, errorLayout, now } = options;
  const provider = new Provider(`${settings.PUBLIC_URL}${AUTH_PATH}`, configuration(options));
  // Trust the forwarded headers, because provider-routes.ts sets them from PUBLIC_URL.
  provider.proxy = true;
  usePageMiddleware(provider, layout, errorLayout, `${settings.PUBLIC_URL}/`, now);
  return provider;
}

function configuration(options: ProviderOptions): Configuration {
  const { settings, store, errorLayout, now } = options;
  return {
    ...clientAuthentication(settings),
    ...accountClaims(options),
    ...parameterLimits,
    adapter: createRedisAdapter(store, now),
    jwks: settings.AUTH_JWKS_FILE,
    routes: PROVIDER_ENDPOINTS,
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid'],
    loadExistingGrant: loadOrCreateGrant,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // Two tabs or two twins may refresh at the same time, and the client authenticates with its secret anyway.
    rotateRefreshToken: false,
    // A logout revokes the game's tokens; this requires a session that lives as long as the refresh token.
    expiresWithSession: () => true,
    features: features(options),
    interactions: {
      policy: loginPolicy(),
      url: (_ctx, interaction) => interactionPath(interaction.uid),
    },
    cookies: cookies(settings),
    clockTolerance: CLOCK_TOLERANCE,
    ttl: {
      AccessToken: ACCESS_TOKEN_TTL_S,
      // One minute, also when the clock of the twin is ahead.
      AuthorizationCode: 60 + CLOCK_TOLERANCE,
      ClientCredentials: ACCESS_TOKEN_TTL_S,
      Grant: 30 * DAY,
      IdToken: HOUR,
      Interaction: LOGIN_ATTEMPT_SECONDS,
      RefreshToken: 30 * DAY,
      Session: 30 * DAY,
    },
    discovery: { ui_locales_supported: ['fr'] },
    renderError: errorRenderer(errorLayout),
  };
}

/** The game as the only client, and how it authenticates (RFC 6749, section 2.3.1). */
function clientAuthentication(settings: AuthSettings) {
  const game: ClientMetadata = {
    client_id: MOTUS_CLIENT_ID,
    client_name: settings.PRODUCT_NAME,
    client_secret: settings.MOTUS_CLIENT_SECRET_FILE,
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    redirect_uris: [`${settings.PUBLIC_URL}/login/callback`],
    post_logout_redirect_uris: [`${settings.PUBLIC_URL}/`],
  };
  return {
    clients: [game],
    clientDefaults: {
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
      token_endpoint_auth_method: 'client_secret_basic',
    },
    clientAuthMethods: ['client_secret_basic'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    // Require redirect_uri: oidc-provider 9.13 fails to derive it when it resumes a request without one.
    allowOmittingSingleRegisteredRedirectUri: false,
  } satisfies Configuration;
}

/** The claims of ID tokens and access tokens, from the account. */
function accountClaims({ accounts }: ProviderOptions) {
  return {
    claims: { openid: ['sub', 'name'] },
    // Put the name into the ID token, so that the game does not need a userinfo request.
    conformIdTokenClaims: false,
    findAccount: async (_ctx, id) => {
      const account = await accounts.find(id);
      return account && { accountId: id, claims: () => ({ sub: id, name: account.name }) };
    },
    // Put the display name into the access token, so that score does not have to request it.
    extraTokenClaims: async (_ctx, token) => {
      const account = token.kind === 'AccessToken' ? await accounts.find(token.accountId) : undefined;
      return account && { name: account.name };
    },
  } satisfies Configuration;
}

/** When a user has to log in. There is no consent prompt, because the only client is first-party. */
function loginPolicy() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy.get('login')?.checks.add(missingAccountCheck, 0);
  return policy;
}

function features({ operators, layout }: ProviderOptions): NonNullable<Configuration['features']> {
  const { logoutSource, postLogoutSuccessSource } = providerPageHooks(layout);
  return {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: true, ...scoreResourceServer(operators) },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
    // The audience of the access tokens is score, so a userinfo endpoint could not accept them.
    userinfo: { enabled: false },
  };
}

function cookies(settings: AuthSettings): NonNullable<Configuration['cookies']> {
  const secure = settings.PUBLIC_URL.startsWith('https:');
  return {
    keys: [settings.AUTH_COOKIE_KEY_FILE.toString('base64url')],
    names: {
      session: cookieName('auth_session', settings.PUBLIC_URL),
      interaction: cookieName('auth_interaction', settings.PUBLIC_URL),
      resume: cookieName('auth_resume', settings.PUBLIC_URL),
    },
    // `short` has no path here, because oidc-provider sets the path of each interaction.
    long: { path: AUTH_PATH, httpOnly: true, sameSite: 'lax', secure, signed: true },
    short: { httpOnly: true, sameSite: 'lax', secure, signed: true },
  };
}
