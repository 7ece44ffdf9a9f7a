import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const CONTRACTS = fileURLToPath(new URL('index.ts', import.meta.url));

/** An entry that uses a function and a constant, but no schema, as the modules of the page do. */
const entry: Plugin = {
  name: 'entry',
  resolveId: (id) => (id === 'entry' ? '\0entry.ts' : undefined),
  load: (id) =>
    id === '\0entry.ts'
      ? `import { MAX_DAYS_AHEAD, requestPath } from ${JSON.stringify(CONTRACTS)};
         console.log(requestPath(location.hash, {}), MAX_DAYS_AHEAD);`
      : undefined,
};

// `"sideEffects": false` in package.json lets Vite drop the unused schemas, and TypeBox with them.
test('leaves TypeBox out of a bundle that uses no schema', async () => {
  const bundle = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [entry],
    build: { write: false, modulePreload: { polyfill: false }, rolldownOptions: { input: 'entry' } },
  });
  assert.ok('output' in bundle);
  const modules = bundle.output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  assert.ok(
    modules.some((id) => id.endsWith('/contracts/src/endpoints/request-path.ts')),
    modules.join(),
  );
  assert.deepEqual(
    modules.filter((id) => id.includes('/typebox/')),
    [],
  );
});
