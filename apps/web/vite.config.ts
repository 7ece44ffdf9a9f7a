import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

export default defineConfig({
  base: '/',
  plugins: [preact(), precompress()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    // The content security policy allows neither data: addresses nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The page is always served from the game's own origin: in development the API is the running game's.
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:3101',
      '/auth': 'http://127.0.0.1:3101',
      '/login': 'http://127.0.0.1:3101',
      '/logout': 'http://127.0.0.1:3101',
    },
  },
});
