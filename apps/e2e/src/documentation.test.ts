import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { REPOSITORY } from '@motus/local-system';

/** A table row of a recipe in CONTRIBUTING.md: a file, and a text that the file contains. */
const RECIPE_ROW = /^\| `([^`]+)` \| `([^`]+)` \|/;

const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');
const contributing = read('CONTRIBUTING.md');
const [, recipes = ''] = contributing.split(/^## Recipes$/m);
const packageJson = JSON.parse(read('package.json'));

const recipeSections = recipes.split(/^### /m).slice(1);

test('CONTRIBUTING has recipes', () => {
  assert.ok(recipeSections.length >= 8, `${recipeSections.length} recipes were read`);
});

for (const recipe of recipeSections) {
  const [name = '', ...lines] = recipe.split('\n');
  test(`the recipe "${name}" names files that exist and contain its texts`, () => {
    const rows = lines.flatMap((line) => {
      const [, file = '', text = ''] = RECIPE_ROW.exec(line) ?? [];
      // Within a cell of a Markdown table `|` is escaped.
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
  let links = 0;
  const files = globSync(['*.md', '{apps,libs,tools,deploy,docs,mermaid}/**/*.md'], {
    cwd: REPOSITORY,
    exclude: ['**/node_modules', '**/dist', '**/reports'],
  });
  const broken = files.flatMap((file) =>
    Array.from(
      read(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)\s]*)?\)/g),
      ([, target = '']) => target,
    )
      .filter((target) => {
        links++;
        return !existsSync(join(REPOSITORY, dirname(file), target));
      })
      .map((target) => `${file}: ${target}`),
  );
  assert.deepEqual(broken, []);
  assert.ok(links > 50, `${links} links were read`);
});

test('links to headings in README, CONTRIBUTING and docs lead to headings that exist', () => {
  let links = 0;
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
      .filter(({ path, anchor }) => {
        links++;
        return !anchors(path).includes(anchor);
      })
      .map(({ path, anchor }) => `${file}: ${path}#${anchor}`),
  );
  assert.deepEqual(broken, []);
  assert.ok(links > 5, `${links} links were read`);
});

test('every npm script that README and CONTRIBUTING name exists', () => {
  const named = Array.from(
    `${read('README.md')}${contributing}`.matchAll(/npm run (?:--silent )?([\w-]+)/g),
    ([, name = '']) => name,
  );
  assert.ok(named.length > 5, `${named.length} names were read`);
  assert.deepEqual(
    named.filter((name) => !(name in packageJson.scripts)),
    [],
  );
});

test('.nvmrc names the major version of the Node.js that package.json pins', () => {
  assert.equal(packageJson.devDependencies.node, `^${read('.nvmrc').trim()}.0.0`);
});
