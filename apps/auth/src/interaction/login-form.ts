import { createCounter } from '@motus/service';
import type { Registry } from 'prom-client';
import type { Accounts } from '../accounts/accounts.ts';
import { loginPage } from '../pages/account-forms.ts';
import type { AccountForm } from './form-route.ts';

/** The login form: logs in the account with this name and this password. */
export function loginForm(accounts: Accounts, metrics: Registry): AccountForm<'success' | 'refused'> {
  return {
    path: '/interaction/:uid',
    page: loginPage,
    submissions: createCounter({
      name: 'logins_total',
      help: 'Logins by name and password',
      labelSets: [
        { outcome: 'success' },
        { outcome: 'refused' },
        { outcome: 'busy' },
        { outcome: 'repeated' },
      ],
      registry: metrics,
    }),
    events: { success: 'login_succeeded', refused: 'login_refused' },
    async submit(credentials, _uid, signal) {
      const account = await accounts.authenticate(credentials, signal);
      if (account !== undefined) return { outcome: 'success', account };
      const formError = 'Ce nom et ce mot de passe ne vont pas ensemble.';
      return { outcome: 'refused', status: 422, errors: { formError } };
    },
  };
}
