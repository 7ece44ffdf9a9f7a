import { createCounter } from '@motus/service';
import type { Registry } from 'prom-client';
import type { Accounts } from '../accounts/accounts.ts';
import { validateCredentials } from '../accounts/credentials.ts';
import { registrationPage } from '../pages/account-forms.ts';
import type { AccountForm } from './form-route.ts';

type Outcome = 'created' | 'repeated' | 'name_taken' | 'invalid';

/** The registration form: creates an account and logs it in. */
export function registrationForm(accounts: Accounts, metrics: Registry): AccountForm<Outcome> {
  return {
    path: '/interaction/:uid/register',
    page: registrationPage,
    submissions: createCounter({
      name: 'registrations_total',
      help: 'Registration forms posted',
      labelSets: [
        { outcome: 'created' },
        { outcome: 'repeated' },
        { outcome: 'name_taken' },
        { outcome: 'invalid' },
        { outcome: 'busy' },
      ],
      registry: metrics,
    }),
    // One that is repeated was logged when it was created.
    events: { created: 'registered' },
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
