import { ServiceError } from '@motus/service';
import { errors } from 'oidc-provider';
import { type ErrorPage, HOME_LINK, RESTART_LOGIN_LINK } from '../pages/error-page.ts';

/** What a client may see of an error. */
export interface PublicError extends Omit<ErrorPage, 'requestId'> {
  /** The HTTP status. */
  status: number;
  /** The value of `Retry-After` in seconds, when the service is temporarily unavailable. */
  retryAfter?: number;
}

type ErrorTexts = Pick<PublicError, 'code' | 'title' | 'message'>;

const TRY_AGAIN: ErrorTexts = {
  code: 'try_again',
  title: 'Service momentanément indisponible',
  message: 'Les comptes ne répondent pas en ce moment. Réessayez dans un instant.',
};

/** The texts for each status. The message of the original error is only logged. */
const BY_STATUS: Record<number, ErrorTexts> = {
  404: { code: 'not_found', title: 'Page introuvable', message: 'Il n’y a rien à cette adresse.' },
  413: { code: 'body_too_large', title: 'Demande refusée', message: 'Ce qui a été envoyé est trop grand.' },
  415: {
    code: 'unsupported_media_type',
    title: 'Demande refusée',
    message: 'Ce type de contenu n’est pas admis.',
  },
  503: TRY_AGAIN,
  // The store refuses writes because it is full; HAProxy turns 507 into 503.
  507: TRY_AGAIN,
};
const BAD_REQUEST: ErrorTexts = {
  code: 'bad_request',
  title: 'Demande refusée',
  message: 'Cette demande n’a pas pu être comprise. Recommencez depuis le jeu.',
};
const INTERNAL: ErrorTexts = {
  code: 'internal_error',
  title: 'Une erreur est survenue',
  message: 'Ce n’est pas de votre fait. Réessayez dans un instant.',
};

/** Maps an error of any kind to what a client may see of it. */
export function toPublicError(error: unknown): PublicError {
  if (error instanceof errors.SessionNotFound) {
    return {
      status: 400,
      code: 'interaction_expired',
      title: 'Cette page a expiré',
      message: 'La connexion a duré trop longtemps, ou elle a déjà abouti. Recommencez, c’est sans risque.',
      link: RESTART_LOGIN_LINK,
    };
  }
  const status = statusOf(error);
  const publicError: PublicError = {
    ...(BY_STATUS[status] ?? (status < 500 ? BAD_REQUEST : INTERNAL)),
    status,
    link: HOME_LINK,
    ...((status === 503 || status === 507) && { retryAfter: 1 }),
  };
  if (error instanceof errors.OIDCProviderError && status < 500) {
    // Keep the error code that the protocol specifies.
    return { ...publicError, code: error.error };
  }
  if (error instanceof ServiceError) return { ...publicError, code: error.code, message: error.message };
  return publicError;
}

/** Tells whether the client wants an HTML page, as a browser does, rather than JSON. */
export function acceptsHtml(accept: string | undefined): boolean {
  return accept?.includes('text/html') ?? false;
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  const status = Number(error.statusCode);
  return status >= 400 && status <= 599 ? status : 500;
}
