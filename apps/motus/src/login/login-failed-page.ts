import { html } from '@motus/site';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The page after a failed login. The usual cause is an old tab, so it offers to log in again. */
export function loginFailedPage(
  request: FastifyRequest,
  reply: FastifyReply,
  productName: string,
): FastifyReply {
  return reply
    .code(400)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(
      html`<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" type="image/svg+xml" href="/icons/icon.svg">
<title>Connexion interrompue · ${productName}</title>
<h1>La connexion n’a pas abouti</h1>
<p>Elle a peut-être été commencée dans un autre onglet, ou il y a trop longtemps.</p>
<p><a href="/login">Se connecter à nouveau</a></p>
<p><small>login_failed · ${request.id}</small></p>
</html>
`.text,
    );
}
