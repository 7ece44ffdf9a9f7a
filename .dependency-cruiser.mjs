/**
 * The module boundaries (README.md, "How it is built"), enforced by `npm run lint`.
 *
 * @see https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md
 */
const tests = '[.]test[.]ts$|/test/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'an-app-never-imports-another-app',
      comment: 'Services meet over HTTP through HAProxy, never in one process.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'a-lib-or-tool-never-imports-an-app',
      severity: 'error',
      from: { path: '^(libs|tools|deploy)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'only-the-index-of-a-package-is-imported',
      comment: 'Import @motus/<name>; everything else in a package is private.',
      severity: 'error',
      from: { path: '^((?:apps|libs|tools|deploy)/[^/]+)/' },
      to: {
        path: '^(apps|libs|tools|deploy)/[^/]+/',
        pathNot: [
          '^$1/',
          '^(libs|tools|deploy)/[^/]+/src/index[.]ts$',
          '^libs/testing/src/(browser|player|routes)/index[.]ts$',
        ],
      },
    },
    {
      name: 'game-rules-import-nothing',
      comment: 'libs/game is pure: no I/O, no clock, no library.',
      severity: 'error',
      from: { path: '^libs/game/', pathNot: tests },
      to: { pathNot: '^libs/game/' },
    },
    {
      name: 'lexicon-imports-only-node',
      severity: 'error',
      from: { path: '^libs/lexicon/' },
      to: { pathNot: '^libs/lexicon/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'only-the-store-imports-ioredis',
      severity: 'error',
      from: { pathNot: '^libs/store/' },
      to: { path: 'node_modules/ioredis' },
    },
    {
      name: 'the-page-imports-only-contracts-and-game',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: { path: '^libs/', pathNot: '^libs/(contracts|game)/' },
    },
    {
      name: 'service-client-and-site-are-independent',
      comment: 'The frame of a service, the internal client and the look of a site are three subjects.',
      severity: 'error',
      from: { path: '^libs/(service|internal-client|site)/', pathNot: tests },
      to: { path: '^libs/(service|internal-client|site)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'services-never-import-a-tool',
      comment: 'Tools start and kill processes; a service that could would be a risk.',
      severity: 'error',
      from: {
        path: '^(apps/(motus|auth|score|shipper|web)|libs/(service|internal-client|site|store|contracts|log-delivery|tracing))/',
        pathNot: tests,
      },
      to: { path: '^(tools|deploy|libs/testing)/' },
    },
    {
      name: 'motus-login-and-score-are-independent',
      comment: 'Both are used by apps/motus/src/app.ts, which passes what one needs of the other.',
      severity: 'error',
      from: { path: '^apps/motus/src/(login|score)/' },
      to: { path: '^apps/motus/src/(login|score)/', pathNot: '^apps/motus/src/$1/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'state-imports-no-component',
      comment: 'Components read the state; the state runs without Preact, so that tests need no browser.',
      severity: 'error',
      from: { path: '^apps/web/src/.+[.]ts$', pathNot: '/(app-context|use-[^/]+)[.]ts$' },
      to: {
        path: [
          '^apps/web/src/.+[.]tsx$',
          '^apps/web/src/.+/(app-context|use-[^/]+)[.]ts$',
          'node_modules/preact/',
        ],
      },
    },
    {
      name: 'platform-imports-no-feature',
      comment: 'Access to the browser and the network depends on neither game nor texts.',
      severity: 'error',
      from: { path: '^apps/web/src/platform/', pathNot: tests },
      to: { path: '^apps/web/src/', pathNot: '^apps/web/src/platform/' },
    },
    {
      name: 'no-unresolved',
      comment: 'Except what the build of the page makes.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    // swc, because the dependency graph must hold type imports too and typescript 7 has no parser API.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
