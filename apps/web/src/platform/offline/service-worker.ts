import { createShell } from './shell.ts';
import type { ServiceWorkerScope } from './worker-scope.ts';

/** Put in by build/service-worker.ts. */
declare const VERSION: string;
declare const FILES: string[];
declare const self: ServiceWorkerScope;

const shell = createShell({
  version: VERSION,
  files: FILES,
  caches: self.caches,
  fetch: (request) => fetch(request),
  origin: self.location.origin,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

self.addEventListener('install', (event) => event.waitUntil(shell.install()));

self.addEventListener('activate', (event) => {
  // The page that brought this worker is served by it from now on: what it loads later comes from the kept files.
  event.waitUntil(shell.activate().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request, (work) => event.waitUntil(work));
  if (answer) event.respondWith(answer);
});

// A new version waits until the player agrees, as it takes the files of the old one away.
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting();
});
