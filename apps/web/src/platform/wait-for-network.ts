/** Resolves after that many milliseconds, or as soon as the device is back on a network. */
export function waitForNetwork(milliseconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const back = () => resolve();
  addEventListener('online', back, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    removeEventListener('online', back);
  });
}
