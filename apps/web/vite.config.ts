import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { earlyScript } from './build/early-script.ts';
import { firstViewBudget } from './build/first-view-budget.ts';
import { precompress } from './build/precompress.ts';
import { serviceWorker } from './build/service-worker-plugin.ts';
import { wordFiles } from './build/word-files.ts';

/** The running game. Under `npm run dev` of the repository, the public address is that of this server. */
const game = { target: `http://127.0.0.1:${process.env.EDGE_PORT || 3101}`, changeOrigin: false };

export default defineConfig({
  base: '/',
  plugins: [
    preact(),
    earlyScript('src/early.ts'),
    wordFiles(),
    serviceWorker(),
    firstViewBudget(60_000),
    precompress(),
  ],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    // The content security policy forbids data: URLs and inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The page expects the API on its own origin: in development these paths go to the running game.
  server: {
    proxy: {
      '/api': game,
      '/auth': game,
      '/login': game,
      '/logout': game,
    },
  },
});
