import { basename } from 'node:path';
import { build, type Plugin } from 'vite';

/**
 * Adds a script to the head of the page that runs before the first paint. It is a file, because the content security
 * policy forbids inline code, and a classic script, because modules run after the whole page is parsed.
 *
 * @param entry path of the source, relative to the root of the page
 */
export function earlyScript(entry: string): Plugin {
  const name = `${basename(entry, '.ts')}.js`;
  let building = false;
  return {
    name: 'early-script',
    configResolved({ command }) {
      building = command === 'build';
    },
    async buildStart() {
      if (building) this.emitFile({ type: 'asset', name, source: await classicScript(entry) });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        // In development the source is loaded as a module, so the page may flash.
        if (!bundle) return [{ tag: 'script', attrs: { type: 'module', src: `/${entry}` } }];
        const built = Object.values(bundle).find(
          (file) => file.type === 'asset' && file.names.includes(name),
        );
        return [{ tag: 'script', attrs: { src: `/${built?.fileName}` }, injectTo: 'head' }];
      },
    },
  };
}

/** Bundles a module and its imports into one classic script. */
async function classicScript(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'early' } },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error(`${entry} was not built`);
  return output.output[0].code;
}
