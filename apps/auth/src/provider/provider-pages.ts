import type { ErrorOut, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { problemOf, wantsPage } from '../errors/public-error.ts';
import { errorPage } from '../pages/error-page.ts';
import type { Layout } from '../pages/layout.ts';
import { loggedOutPage, logoutPage, switchAccountPage } from '../pages/logout-pages.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';
import { withMaxAge } from './cookie-max-age.ts';

type Context = Pick<KoaContextWithOIDC, 'get' | 'set' | 'type' | 'status' | 'body'>;

/** Our pages where oidc-provider has a hook for them. */
export function pageHooks(layout: Layout) {
  return {
    /** Asks before it logs somebody out. */
    logoutSource(ctx: KoaContextWithOIDC): void {
      ctx.body = layout(logoutPage(confirmationForm(ctx)));
    },
    /** Says that somebody is logged out. */
    postLogoutSuccessSource(ctx: KoaContextWithOIDC): void {
      ctx.type = 'html';
      ctx.body = layout(loggedOutPage());
    },
    /** Shows an error to a person; programs get the project's JSON shape. */
    renderError(ctx: KoaContextWithOIDC, _out: ErrorOut, error: Error): void {
      answerWith(ctx, layout, error);
    },
  };
}

/**
 * Replaces oidc-provider's pages that have no hook, and catches what its own error handling lets through.
 *
 * @param home where somebody goes who is logged out already
 */
export function addPages(provider: Provider, layout: Layout, home: string): void {
  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    // An answer by `form_post` is a page with a script; the only client asks for none. The default is a redirect.
    const { response_mode: _, ...query } = ctx.query;
    ctx.query = query;
    try {
      await next();
      replace(ctx, layout, home);
    } catch (error) {
      provider.emit('server_error', ctx, error);
      answerWith(ctx, layout, error);
    }
    ctx.set(SECURITY_HEADERS);
    const cookies = ctx.response.headers['set-cookie'];
    if (Array.isArray(cookies)) ctx.set('set-cookie', withMaxAge(cookies, Date.now()));
  });
}

/** Two of its pages submit themselves by script and speak English; none of ours needs a script. */
function replace(ctx: KoaContextWithOIDC, layout: Layout, home: string): void {
  const { oidc } = ctx;
  if (oidc === undefined) return;
  const loggedIn = oidc.session?.accountId !== undefined;
  if (oidc.route === 'end_session' && ctx.status === 200 && !loggedIn) {
    // Nobody is logged in: there is nothing to ask and nothing to end.
    seeOther(ctx, String(oidc.params?.post_logout_redirect_uri ?? home), oidc.params?.state);
  } else if (oidc.route === 'end_session_confirm' && ctx.status === 400 && !loggedIn) {
    // The same form once more, after it has done its work.
    seeOther(ctx, home);
  } else if (oidc.route === 'resume' && ctx.status === 200) {
    // Somebody logged in while another account was still logged in.
    ctx.body = layout(switchAccountPage(confirmationForm(ctx)));
  }
}

function answerWith(ctx: Context, layout: Layout, error: unknown): void {
  const problem = problemOf(error);
  const requestId = ctx.get('x-request-id');
  ctx.status = problem.status;
  if (problem.status === 503 || problem.status === 507) ctx.set('retry-after', '1');
  if (wantsPage(ctx.get('accept'))) {
    ctx.type = 'html';
    ctx.body = layout(errorPage({ ...problem, requestId }));
  } else {
    ctx.type = 'json';
    ctx.body = { code: problem.code, message: problem.message, requestId };
  }
}

function confirmationForm(ctx: KoaContextWithOIDC) {
  return {
    action: ctx.oidc.urlFor('end_session_confirm'),
    xsrf: String(ctx.oidc.session?.state?.secret),
  };
}

function seeOther(ctx: KoaContextWithOIDC, target: string, state?: unknown): void {
  const url = new URL(target);
  if (typeof state === 'string') url.searchParams.set('state', state);
  ctx.redirect(url.href);
  ctx.status = 303;
}
