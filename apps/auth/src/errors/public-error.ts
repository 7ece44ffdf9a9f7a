import { ServiceError } from '@motus/service';
import { errors } from 'oidc-provider';
import { type ErrorPage, HOME, START_AGAIN } from '../pages/error-page.ts';

/** An error as it may be told, with its HTTP status. */
export type Problem = Omit<ErrorPage, 'requestId'> & { status: number };

const TRY_AGAIN = {
  code: 'try_again',
  title: 'Service momentanément indisponible',
  message: 'Les comptes ne répondent pas en ce moment. Réessayez dans un instant.',
};

/** What a status says to people; whatever else is known stays in the log. */
const BY_STATUS: Record<number, Omit<Problem, 'status' | 'link'>> = {
  404: { code: 'not_found', title: 'Page introuvable', message: 'Il n’y a rien à cette adresse.' },
  413: { code: 'body_too_large', title: 'Demande refusée', message: 'Ce qui a été envoyé est trop grand.' },
  415: {
    code: 'unsupported_media_type',
    title: 'Demande refusée',
    message: 'Ce type de contenu n’est pas admis.',
  },
  503: TRY_AGAIN,
  // The store has no room for writes; HAProxy tells people 503.
  507: TRY_AGAIN,
};
const REFUSED = {
  code: 'bad_request',
  title: 'Demande refusée',
  message: 'Cette demande n’a pas pu être comprise. Recommencez depuis le jeu.',
};
const INTERNAL = {
  code: 'internal_error',
  title: 'Une erreur est survenue',
  message: 'Ce n’est pas de votre fait. Réessayez dans un instant.',
};

/** What to tell about an error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof errors.SessionNotFound) {
    return {
      status: 400,
      code: 'interaction_expired',
      title: 'Cette page a expiré',
      message: 'La connexion a duré trop longtemps, ou elle a déjà abouti. Recommencez, c’est sans risque.',
      link: START_AGAIN,
    };
  }
  const status = statusOf(error);
  const problem = { ...(BY_STATUS[status] ?? (status < 500 ? REFUSED : INTERNAL)), status, link: HOME };
  // A protocol error keeps the code that its specification gives it.
  if (error instanceof errors.OIDCProviderError && status < 500) return { ...problem, code: error.error };
  if (error instanceof ServiceError) return { ...problem, code: error.code, message: error.message };
  return problem;
}

/** Whether whoever asks is a person with a browser, rather than a program. */
export function wantsPage(accept: string | undefined): boolean {
  return accept?.includes('text/html') ?? false;
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  const status = Number(error.statusCode);
  return status >= 400 && status <= 599 ? status : 500;
}
