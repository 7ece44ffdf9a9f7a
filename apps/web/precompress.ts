import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Writes Brotli and gzip beside each file of the build, where they are smaller: compressed once, as well as can be. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const output of Object.values(bundle)) {
        const bytes = Buffer.from(output.type === 'chunk' ? output.code : output.source);
        const compressed = {
          br: brotliCompressSync(bytes, {
            params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          }),
          gz: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }),
        };
        for (const [suffix, smaller] of Object.entries(compressed)) {
          if (smaller.length < bytes.length)
            await writeFile(join(dir, `${output.fileName}.${suffix}`), smaller);
        }
      }
    },
  };
}
