import formbody from '@fastify/formbody';
import type { FastifyPluginAsync } from 'fastify';
import type { Provider } from 'oidc-provider';
import type { Accounts } from '../accounts/accounts.ts';
import type { Layout } from '../pages/layout.ts';
import { formRoute } from './form-route.ts';
import { createInteractions } from './interactions.ts';
import { loginForm } from './login-form.ts';
import { registrationForm } from './registration-form.ts';

export interface InteractionOptions {
  readonly provider: Provider;
  readonly accounts: Accounts;
  readonly layout: Layout;
}

/**
 * Serves the pages on which a player logs in or registers while an authorization request waits for it.
 *
 * The forms need no CSRF token: each works only from the own origin (libs/service/src/own-origin.ts), and with the signed,
 * SameSite cookie of its interaction. A form may arrive twice (through a double click, or because HAProxy repeats it to the
 * twin). Both requests get the same result, and a request that HAProxy repeats after the first was completed is not hashed
 * again.
 *
 * @see https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#user-flows
 */
export const interactionRoutes: FastifyPluginAsync<InteractionOptions> = async (
  app,
  { provider, accounts, layout },
) => {
  const interactions = createInteractions(provider);
  await app.register(formbody);
  formRoute(app, { interactions, layout }, loginForm(accounts, app.metrics));
  formRoute(app, { interactions, layout }, registrationForm(accounts, app.metrics));
};
