import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

/**
 * Builds the service worker, `/sw.js`, with the list of the page's files. It is at the root, so that its scope is the
 * whole site, and has a fixed name, so that browsers find its next version.
 *
 * The code in `src/platform/offline/` replaces Workbox, because it has a tenth of its size.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    // After the plugins that add files or change index.html.
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter(
        (name) => name.startsWith('assets/') && !/\.(map|br|gz)$/.test(name),
      );
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('the page has not been built yet');
      const version = createHash('sha256')
        .update(page.source)
        .update(files.join())
        .digest('base64url')
        .slice(0, 8);
      const paths = files.map((name) => `/${name}`);
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: await buildWorker(version, paths) });
    },
  };
}

async function buildWorker(version: string, files: string[]): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { VERSION: JSON.stringify(version), FILES: JSON.stringify(files) },
    build: {
      write: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('../src/platform/offline/service-worker.ts', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('the service worker was not built');
  return output.output[0].code;
}
