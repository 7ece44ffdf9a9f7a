/** A new version of the page that is ready to be used. */
export interface Update {
  /** Switches to the new version and reloads the page. */
  apply(): void;
}

export interface UpdatesOptions {
  /** The part of `navigator` that is needed; without TLS browsers offer service workers on localhost only. */
  navigator: { serviceWorker?: ServiceWorkerContainer };
  onUpdate(update: Update): void;
  reload(): void;
}

/**
 * Registers the service worker, and reports a new version of the page that is waiting. Call it after the first view is
 * complete, because the installation loads every file of the page.
 */
export async function watchForUpdates({ navigator, onUpdate, reload }: UpdatesOptions): Promise<void> {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  // Private windows of some browsers refuse it; the page works without it.
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
      // The first worker of a browser replaces nothing, so it is no update.
      if (worker.state === 'installed' && registration.active) offer(worker);
    });
  });
}
