import { cookieName } from '@motus/contracts';
import type { RequestTemplate } from './every-route.ts';

/** An address of a client, from a block for documentation (RFC 5737). */
const CLIENT = '203.0.113.77';

/** What must not be written; each value names the place where it was sent. */
const SECRETS = {
  authorization: secretIn('authorization'),
  cookie: secretIn('cookie'),
  referer: secretIn('referer'),
  code: secretIn('code'),
  state: secretIn('state'),
  query: secretIn('query'),
  hint: secretIn('hint'),
  description: secretIn('description'),
  name: secretIn('name'),
  password: secretIn('password'),
  clientSecret: secretIn('client-secret'),
  refreshToken: secretIn('refresh-token'),
  invitation: secretIn('invitation'),
  sealedAnswer: secretIn('sealed-answer'),
};

/** All secrets of `requestWithSecrets`, and the address of the client. */
export const SENT_SECRETS: readonly string[] = [...Object.values(SECRETS), CLIENT];

const COOKIES = [
  'motus_session',
  'motus_guest',
  'auth_session',
  'auth_interaction',
  'auth_resume',
  'login_state',
];

/**
 * Builds a request with a secret wherever a client can put one; none of them is valid.
 *
 * @param day    today
 * @param answer of today, which no line may hold either
 */
export function requestWithSecrets(publicUrl: string, day: string, answer: string): RequestTemplate {
  const cookies = COOKIES.flatMap((name) => [name, cookieName(name, publicUrl)]);
  return {
    headers: {
      accept: 'text/html',
      authorization: `Bearer ${SECRETS.authorization}`,
      cookie: cookies.map((name) => `${name}=${SECRETS.cookie}`).join('; '),
      referer: `http://localhost/login/callback?code=${SECRETS.referer}`,
      'x-forwarded-for': CLIENT,
    },
    query: new URLSearchParams({
      code: SECRETS.code,
      state: SECRETS.state,
      token: SECRETS.query,
      id_token_hint: SECRETS.hint,
      error_description: SECRETS.description,
      client_id: 'motus',
    }).toString(),
    bodies: bodiesWith(day, answer),
  };
}

function bodiesWith(day: string, answer: string): RequestTemplate['bodies'] {
  const fields = {
    name: `${SECRETS.name}@example.org`,
    password: SECRETS.password,
    client_id: 'motus',
    client_secret: SECRETS.clientSecret,
    grant_type: 'authorization_code',
    code: SECRETS.code,
    refresh_token: SECRETS.refreshToken,
    invitation: SECRETS.invitation,
    sealedAnswer: SECRETS.sealedAnswer,
    word: answer,
  };
  const json = JSON.stringify(fields);
  return [
    ['application/json', json],
    ['application/json', json.slice(0, -20)],
    ['application/x-www-form-urlencoded', new URLSearchParams(fields).toString()],
    // What is wrong with these is not the word, so they do not end the play.
    ['application/json', JSON.stringify({ day: '2020-01-01', row: 1, word: answer })],
    ['application/json', JSON.stringify({ day, row: 5, word: answer })],
    ['application/json', JSON.stringify({ day, row: 1, word: `${answer}S` })],
    ['application/json', JSON.stringify({ word: `${answer}S`, kind: 'should_be_valid' })],
    ['application/json', JSON.stringify({ word: answer, blocked: true })],
    ['application/json', JSON.stringify({ word: answer, kind: 'should_not_be_valid' })],
  ];
}

function secretIn(place: string): string {
  return `secret-in-${place}-0123456789`;
}
