/**
 * Identifies this game among others on the same host, by the port of PUBLIC_URL: a browser sends the cookies of a host to all
 * of its ports.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-8.5
 */
export function installationOf(publicUrl: string): string {
  const { port, protocol } = new URL(publicUrl);
  // URL has an empty port where the address has the default one of its scheme.
  return port || (protocol === 'https:' ? '443' : '80');
}

/** The name of a cookie of this game, for instance `motus_guest_3101`. */
export function cookieName(name: string, publicUrl: string): string {
  return `${name}_${installationOf(publicUrl)}`;
}
