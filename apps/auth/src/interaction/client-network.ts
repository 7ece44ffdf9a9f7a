import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/** How much of an address is kept: about the network of an internet provider or a company, not a household. */
const PREFIX_LENGTH = { ipv4: 24, ipv6: 48 };

/**
 * The network that a request comes from, for the log: enough to see an attack, too little to know a person. IPv4 as
 * `192.0.2.0/24`, IPv6 as `2001:db8:1::/48`; `unknown` without a valid address.
 *
 * Only HAProxy sets `X-Forwarded-For`; it removes that of the client.
 */
export function clientNetwork({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const text = headers['x-forwarded-for'];
  if (typeof text !== 'string' || !ipaddr.isValid(text)) return 'unknown';
  // Turns an IPv4 address that is mapped into IPv6 back into IPv4.
  const address = ipaddr.process(text);
  const kind = address.kind();
  const { [kind]: length } = PREFIX_LENGTH;
  const network = kind === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${network.networkAddressFromCIDR(`${address}/${length}`)}/${length}`;
}
