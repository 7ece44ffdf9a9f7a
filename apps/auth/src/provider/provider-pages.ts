import { ServiceError } from '@motus/service';
import type { ErrorOut, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { acceptsHtml, toPublicError } from '../errors/public-error.ts';
import type { ErrorLayout } from '../pages/error-page.ts';
import type { Layout } from '../pages/layout.ts';
import { loggedOutPage, logoutPage, switchAccountPage } from '../pages/logout-pages.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';
import { expiresToMaxAge } from './cookie-max-age.ts';
import { refuseLongState } from './parameter-limits.ts';

type Context = Pick<KoaContextWithOIDC, 'get' | 'set' | 'type' | 'status' | 'body'>;

/** Functions of oidc-provider's configuration that render a page, with our own pages. */
export function providerPageHooks(layout: Layout) {
  return {
    /** Asks for confirmation before a logout. */
    logoutSource(ctx: KoaContextWithOIDC): void {
      ctx.body = layout(logoutPage(confirmationForm(ctx)));
    },
    /** Confirms a logout. */
    postLogoutSuccessSource(ctx: KoaContextWithOIDC): void {
      ctx.type = 'html';
      ctx.body = layout(loggedOutPage());
    },
  };
}

/** The function of oidc-provider's configuration that answers errors: a page for a browser, JSON for other clients. */
export function errorRenderer(errorLayout: ErrorLayout) {
  return (ctx: KoaContextWithOIDC, _out: ErrorOut, error: Error): void => sendError(ctx, errorLayout, error);
}

/**
 * Adds a middleware that replaces those pages of oidc-provider that have no hook, and answers errors that its own error
 * handling does not catch.
 *
 * @param homeUrl where a user goes who is already logged out
 * @param now     the clock, in milliseconds since the Unix epoch
 */
export function usePageMiddleware(
  provider: Provider,
  layout: Layout,
  errorLayout: ErrorLayout,
  homeUrl: string,
  now: () => number,
): void {
  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    // Drop `response_mode`: `form_post` answers with a page that needs a script, and the only client uses redirects.
    const { response_mode: _, ...query } = ctx.query;
    ctx.query = query;
    try {
      refuseLongState(ctx);
      await next();
      replaceBuiltInPage(ctx, layout, homeUrl);
    } catch (error) {
      if (!(error instanceof ServiceError)) provider.emit('server_error', ctx, error);
      sendError(ctx, errorLayout, error);
    }
    ctx.set(SECURITY_HEADERS);
    const cookies = ctx.response.headers['set-cookie'];
    if (Array.isArray(cookies)) {
      const kept = cookies.filter((cookie) => !isOfAnonymousSession(cookie, ctx, provider));
      ctx.set('set-cookie', expiresToMaxAge(kept, now()));
    }
  });
}

/** Whether a cookie names a session without an account, which the adapter does not store. */
function isOfAnonymousSession(cookie: string, { oidc }: KoaContextWithOIDC, provider: Provider): boolean {
  const isAnonymous = oidc?.session !== undefined && oidc.session.accountId === undefined;
  return isAnonymous && cookie.startsWith(provider.cookieName('session'));
}

/** Replaces built-in pages that are in English and submit themselves by script, which our content security policy blocks. */
function replaceBuiltInPage(ctx: KoaContextWithOIDC, layout: Layout, homeUrl: string): void {
  const { oidc } = ctx;
  if (oidc === undefined) return;
  const isLoggedIn = oidc.session?.accountId !== undefined;
  if (oidc.route === 'end_session' && ctx.status === 200 && !isLoggedIn) {
    // Nobody is logged in, so there is no session to end and nothing to confirm.
    redirectSeeOther(ctx, String(oidc.params?.post_logout_redirect_uri ?? homeUrl), oidc.params?.state);
  } else if (oidc.route === 'end_session_confirm' && ctx.status === 400 && !isLoggedIn) {
    // The confirmation was submitted again after the logout.
    redirectSeeOther(ctx, homeUrl);
  } else if (oidc.route === 'resume' && ctx.status === 200) {
    // A login was completed while another account was still logged in.
    ctx.body = layout(switchAccountPage(confirmationForm(ctx)));
  }
}

function sendError(ctx: Context, errorLayout: ErrorLayout, error: unknown): void {
  const publicError = toPublicError(error);
  const { status, code, message, retryAfter } = publicError;
  const requestId = ctx.get('x-request-id');
  ctx.status = status;
  if (retryAfter !== undefined) ctx.set('retry-after', String(retryAfter));
  if (acceptsHtml(ctx.get('accept'))) {
    ctx.type = 'html';
    ctx.body = errorLayout({ ...publicError, requestId });
  } else {
    ctx.type = 'json';
    ctx.body = { code, message, requestId };
  }
}

function confirmationForm(ctx: KoaContextWithOIDC) {
  return {
    action: ctx.oidc.urlFor('end_session_confirm'),
    xsrf: String(ctx.oidc.session?.state?.secret),
  };
}

/** Redirects with 303; adds the `state` of the logout request to the URL (RP-Initiated Logout 1.0, section 3). */
function redirectSeeOther(ctx: KoaContextWithOIDC, target: string, state?: unknown): void {
  const url = new URL(target);
  if (typeof state === 'string') url.searchParams.set('state', state);
  ctx.redirect(url.href);
  ctx.status = 303;
}
