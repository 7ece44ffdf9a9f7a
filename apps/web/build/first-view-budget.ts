import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** The part of an output file that is needed. */
export interface BuiltFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/**
 * Fails the build if the files of the first view are too large: every script and style sheet that `index.html`
 * references. Dynamically imported files are not referenced there.
 *
 * @param budget bytes of JavaScript and CSS together, compressed with Brotli
 */
export function firstViewBudget(budget: number): Plugin {
  return {
    name: 'first-view-budget',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.values(bundle).map((file) => ({
          name: file.fileName,
          content: file.type === 'chunk' ? file.code : file.source,
        }));
        const size = firstViewSize(files);
        if (size > budget) this.error(`the first view takes ${size} bytes (Brotli); its budget is ${budget}`);
        this.info(`the first view takes ${size} of ${budget} bytes (Brotli)`);
      },
    },
  };
}

/** Returns the size in bytes, compressed with Brotli, of the scripts and style sheets that `index.html` references. */
export function firstViewSize(files: readonly BuiltFile[]): number {
  const html = files.find(({ name }) => name === 'index.html');
  if (!html) throw new Error('there is no index.html');
  const named = files.filter(
    ({ name }) => /\.(js|css)$/.test(name) && String(html.content).includes(`/${name}"`),
  );
  return named.reduce((sum, { content }) => sum + brotliCompressSync(content).length, 0);
}
