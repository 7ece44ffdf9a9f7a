import { ServiceError } from '@motus/service';

/** The code of `notLoggedIn`; the answer to a request that ends with it removes the session from the browser. */
export const NOT_LOGGED_IN = 'not_logged_in';

/** 401 for a request without a valid session, or with one that provider or score service refuse. */
export function notLoggedIn(cause?: unknown): ServiceError {
  return new ServiceError(401, NOT_LOGGED_IN, 'Vous n’êtes pas connecté.', { cause });
}
