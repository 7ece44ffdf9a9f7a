import { createShell } from './shell.ts';
import type { ServiceWorkerScope } from './worker-scope.ts';

/** Replaced at build time by build/service-worker-plugin.ts. */
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
  // Take control of the page that installed this worker, so that its later requests are served from the cache.
  event.waitUntil(shell.activate().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const response = shell.respond(event.request, (work) => event.waitUntil(work));
  if (response) event.respondWith(response);
});

// A new version waits until the player agrees, because it deletes the files of the old one.
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting();
});
