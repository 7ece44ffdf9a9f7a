/**
 * What tells this game from others on the same host: the port of PUBLIC_URL. A browser sends the cookies of a host to
 * every port of it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-8.5
 */
export function installationOf(publicUrl: string): string {
  const { port, protocol } = new URL(publicUrl);
  // The default port of a scheme is left out of an address.
  return port || (protocol === 'https:' ? '443' : '80');
}

/** The name of a cookie of this game, for instance `motus_guest_3101`. */
export function cookieName(name: string, publicUrl: string): string {
  return `${name}_${installationOf(publicUrl)}`;
}
