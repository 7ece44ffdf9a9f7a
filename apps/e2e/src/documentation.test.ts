import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { REPOSITORY } from '@motus/local-system';

/** A row of a recipe in CONTRIBUTING.md: a file, and a text that it contains. */
const RECIPE_ROW = /^\| `([^`]+)` \| `([^`]+)` \|/;

const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');
const contributing = read('CONTRIBUTING.md');
const [, recipes = ''] = contributing.split(/^## Recipes$/m);
const packageJson = JSON.parse(read('package.json'));

for (const recipe of recipes.split(/^### /m).slice(1)) {
  const [name = '', ...lines] = recipe.split('\n');
  test(`the recipe "${name}" names files that exist, and texts that are in them`, () => {
    const rows = lines.flatMap((line) => {
      const [, file = '', text = ''] = RECIPE_ROW.exec(line) ?? [];
      // A table's own separator is escaped within a cell.
      return file === '' ? [] : [{ file, text: text.replaceAll('\\|', '|') }];
    });
    assert.ok(rows.length >= 3, `${rows.length} rows were read`);
    const stale = rows.flatMap(({ file, text }) => {
      if (!existsSync(join(REPOSITORY, file))) return [`${file} does not exist`];
      return read(file).includes(text) ? [] : [`${file} does not contain ${text}`];
    });
    assert.deepEqual(stale, []);
  });
}

test('relative links in Markdown files lead to files that exist', () => {
  const files = globSync(['*.md', '{apps,libs,tools,deploy,docs,mermaid}/**/*.md'], {
    cwd: REPOSITORY,
    exclude: ['**/node_modules', '**/dist', '**/reports'],
  });
  const broken = files.flatMap((file) =>
    Array.from(
      read(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)\s]*)?\)/g),
      ([, target = '']) => target,
    )
      .filter((target) => !existsSync(join(REPOSITORY, dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  assert.deepEqual(broken, []);
});

test('links within the documents for newcomers lead to headings that exist', () => {
  const anchors = (file: string) =>
    Array.from(read(file).matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
  const files = [
    'README.md',
    'CONTRIBUTING.md',
    'docs/bench.md',
    'docs/drill.md',
    'docs/speed.md',
    'docs/scale.md',
  ];
  const broken = files.flatMap((file) =>
    Array.from(read(file).matchAll(/\]\(([^):\s]*\.md)?#([^)\s]+)\)/g), ([, target, anchor = '']) => ({
      path: target === undefined ? file : join(dirname(file), target),
      anchor,
    }))
      .filter(({ path, anchor }) => !anchors(path).includes(anchor))
      .map(({ path, anchor }) => `${file}: ${path}#${anchor}`),
  );
  assert.deepEqual(broken, []);
});

test('every npm script that README and CONTRIBUTING name exists', () => {
  const named = Array.from(
    `${read('README.md')}${contributing}`.matchAll(/npm run (?:--silent )?([\w-]+)/g),
    ([, name = '']) => name,
  );
  assert.deepEqual(
    named.filter((name) => !(name in packageJson.scripts)),
    [],
  );
});

test('.nvmrc names the major version of the Node.js that package.json pins', () => {
  assert.equal(packageJson.devDependencies.node, `^${read('.nvmrc').trim()}.0.0`);
});
