/**
 * Makes a random UUID (version 4, RFC 9562 section 5.4). `crypto.randomUUID` would do, but it is missing without TLS:
 * on a LAN address, for instance.
 */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Waits for some milliseconds, or until the device is online again, whichever comes first. */
export function waitForNetwork(milliseconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const onOnline = () => resolve();
  addEventListener('online', onOnline, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    removeEventListener('online', onOnline);
  });
}
