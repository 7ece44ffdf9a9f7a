import { basename } from 'node:path';
import { build, type Plugin } from 'vite';

/**
 * Puts a script into the head of the page that runs before anything is painted. It is a file, as the content security
 * policy allows no inline code, and no module, as modules wait for the whole page.
 *
 * @param entry path of the script's source, from the root of the page
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
        // While the page is developed, the source is a module, and the page may flash.
        if (!bundle) return [{ tag: 'script', attrs: { type: 'module', src: `/${entry}` } }];
        const built = Object.values(bundle).find(
          (file) => file.type === 'asset' && file.names.includes(name),
        );
        return [{ tag: 'script', attrs: { src: `/${built?.fileName}` }, injectTo: 'head' }];
      },
    },
  };
}

/** The code of a module and of all it imports, as one script. */
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
