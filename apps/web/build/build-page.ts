import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

/**
 * For tests: builds a page with a script that imports the word files.
 *
 * @returns the content of each output file, by file name
 */
export async function buildPage(plugins: Plugin[], title = ''): Promise<ReadonlyMap<string, string>> {
  const root = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    writeFileSync(
      join(root, 'index.html'),
      `<title>${title}</title><script type="module" src="/main.js"></script>`,
    );
    writeFileSync(
      join(root, 'main.js'),
      `import { addresses } from 'virtual:word-files'; document.body.title = addresses[6];`,
    );
    const built = await build({
      root,
      configFile: false,
      logLevel: 'warn',
      plugins,
      build: { write: false },
    });
    const [bundle] = [built].flat();
    if (!bundle || !('output' in bundle)) throw new Error('nothing was built');
    return new Map(
      bundle.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}
