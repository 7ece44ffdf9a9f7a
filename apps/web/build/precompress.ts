import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * Writes a Brotli and a gzip copy beside each text file, for the server to send. `index.html` has none, because motus
 * changes it.
 */
export function precompress(): Plugin {
  let dist = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved({ root, build }) {
      dist = resolve(root, build.outDir);
    },
    async closeBundle() {
      const paths = await readdir(dist, { recursive: true });
      await Promise.all(paths.filter((path) => TEXT.test(path)).map((path) => compress(join(dist, path))));
    },
  };
}

const TEXT = /\.(css|js|json|svg|txt|webmanifest)$/;

/** Compresses with the highest quality, because it happens once. It is Brotli's default. */
async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}
