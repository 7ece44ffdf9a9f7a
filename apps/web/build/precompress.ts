import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Beside each text file of the build but the page itself, which the server fills in, the same compressed with Brotli and gzip, for the server to send. */
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

/** The best that there is: it is done once. Brotli's default quality is its highest. */
async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
}
