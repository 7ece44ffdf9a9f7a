import { Counter, type Registry } from 'prom-client';
import type { Accounts } from '../accounts/accounts.ts';
import { validateCredentials } from '../accounts/credentials.ts';
import { registrationPage } from '../pages/account-forms.ts';
import type { AccountForm } from './form-route.ts';

/** The registration form: creates an account and logs it in. */
export function registrationForm(accounts: Accounts, metrics: Registry): AccountForm {
  return {
    path: '/interaction/:uid/register',
    page: registrationPage,
    submissions: new Counter({
      name: 'registrations_total',
      help: 'Registration forms posted',
      labelNames: ['outcome'],
      registers: [metrics],
    }),
    async submit(credentials, uid, signal) {
      const fieldErrors = validateCredentials(credentials);
      if (Object.keys(fieldErrors).length > 0) {
        return { outcome: 'invalid', status: 422, errors: { fieldErrors } };
      }
      const registration = await accounts.register(credentials, uid, signal);
      if (registration.outcome !== 'name_taken') return registration;
      const nameTaken = { name: 'Ce nom est déjà pris. Choisissez-en un autre.' };
      return { outcome: 'name_taken', status: 409, errors: { fieldErrors: nameTaken } };
    },
  };
}
