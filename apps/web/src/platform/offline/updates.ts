/** A new version of the page that is ready. */
export interface Update {
  /** Goes over to it; the page is loaded anew. */
  apply(): void;
}

export interface UpdatesOptions {
  /** The part of the browser's `navigator`; without TLS, except on localhost, there are no service workers. */
  navigator: { serviceWorker?: ServiceWorkerContainer };
  onUpdate(update: Update): void;
  reload(): void;
}

/**
 * Installs the service worker, and tells when a new version of the page waits. To be called when the first view is
 * complete: installing loads everything that the page may need offline.
 */
export async function followUpdates({ navigator, onUpdate, reload }: UpdatesOptions): Promise<void> {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  // Private windows of some browsers refuse it; the page works without.
  const registration = await workers.register('/sw.js').catch(() => undefined);
  if (!registration) return;

  const offer = (worker: ServiceWorker) =>
    onUpdate({
      apply() {
        workers.addEventListener('controllerchange', reload, { once: true });
        worker.postMessage('activate');
      },
    });

  if (registration.waiting) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      // The first worker ever does not wait, and brings nothing new.
      if (worker.state === 'installed' && registration.active) offer(worker);
    });
  });
}
