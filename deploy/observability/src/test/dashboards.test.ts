import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboards } from '../dashboards/index.ts';
import { DASHBOARD_FOLDER, fileText } from '../files.ts';
import { DASHBOARDS } from '../grafana/links.ts';
import { COLORS } from '../grafana/palette.ts';
import { panelQueries, panelsOf } from '../panel-queries.ts';
import { keysOf } from './grafana-types.ts';

const all = Object.entries(dashboards);

test('the files of deploy/grafana/dashboards are those that `npm run dashboards` writes', () => {
  assert.deepEqual(globSync('**/*.json', { cwd: DASHBOARD_FOLDER }).sort(), Object.keys(dashboards).sort());
  for (const [name, dashboard] of all)
    assert.equal(readFileSync(join(DASHBOARD_FOLDER, name), 'utf8'), fileText(dashboard), name);
});

test('each dashboard has a uid and a title of its own', () => {
  const titles = Object.fromEntries(all.map(([, { uid = '', title }]) => [uid, title]));
  assert.deepEqual(titles, { ...DASHBOARDS });
});

for (const [file, dashboard] of all) {
  describe(file, () => {
    test('has only keys that Grafana knows, and all required ones', () => {
      assertKeys(dashboard, 'dashboard', 'Dashboard');
      assert.ok((dashboard.description ?? '').length > 20);
      for (const panel of panelsOf(dashboard)) assertPanelKeys(panel);
      for (const mark of dashboard.annotations.list ?? []) assertKeys(mark, 'dashboard', 'AnnotationQuery');
      for (const variable of dashboard.templating.list ?? [])
        assertKeys(variable, 'dashboard', 'VariableModel');
      for (const link of linksOf(dashboard)) assertKeys(link, 'dashboard', 'DashboardLink');
    });

    test('has a description, a unit and a link in each panel', () => {
      for (const panel of panelsOf(dashboard)) {
        const { title = '', description = '', links = [], fieldConfig } = panel;
        assert.match(title, /^[A-Z]/, 'a panel without a title');
        assert.ok(description.length > 20 && description.endsWith('.'), `${title}: description`);
        assert.ok(fieldConfig?.defaults.unit, `${title}: unit`);
        assert.ok(links.length > 0, `${title}: links`);
      }
      const titles = panelsOf(dashboard).map(({ title }) => title);
      assert.deepEqual(
        titles.filter((title, i) => titles.indexOf(title) !== i),
        [],
        'titles',
      );
    });

    test('fits in 24 columns, without overlaps, at most four panels in a row', () => {
      const taken = new Map<string, string>();
      for (const { title = '', gridPos } of panelsOf(dashboard)) {
        assert.ok(gridPos, title);
        const { x, y, w, h } = gridPos;
        assert.ok(w >= 6 && h >= 4 && h <= 16 && x + w <= 24, `${title}: ${JSON.stringify(gridPos)}`);
        for (let column = x; column < x + w; column++)
          for (let line = y; line < y + h; line++) {
            const cell = `${column}/${line}`;
            assert.equal(taken.get(cell), undefined, `${title} at ${cell}`);
            taken.set(cell, title);
          }
      }
    });

    test('uses only its own variables and those of Grafana', () => {
      const GRAFANA = ['__rate_interval', '__range', '__auto'];
      const defined = (dashboard.templating.list ?? []).map(({ name }) => name);
      const queries = panelQueries(dashboard);
      for (const { panel, expr } of queries) {
        // `$1` is a group of a regular expression.
        for (const [, name = ''] of expr.matchAll(/\$\{?([a-z_]\w*)/g))
          assert.ok([...GRAFANA, ...defined].includes(name), `${panel}: $${name}`);
      }
      for (const name of defined)
        assert.ok(
          queries.some(({ expr }) => expr.includes(`$${name}`)),
          `$${name} has no use`,
        );
    });

    test('links only to existing dashboards, with variables that they have', () => {
      for (const { url = '', title } of linksOf(dashboard)) assertLinkTarget(url, title);
    });

    test('never uses colour as the only sign, and uses only colours that all people can tell apart', () => {
      const text = JSON.stringify(dashboard);
      for (const [color] of text.matchAll(/#[0-9A-Fa-f]{6}\b/g))
        assert.ok((Object.values(COLORS) as string[]).includes(color), color);
      assert.doesNotMatch(
        text,
        /"(?:fixedColor|color|iconColor)":"(?!#)/,
        'a colour that is not of the palette',
      );
      for (const { title, fieldConfig } of panelsOf(dashboard))
        for (const mapping of fieldConfig?.defaults.mappings ?? [])
          for (const { text: shown = '' } of Object.values(mapping.options))
            assert.match(shown, /^[^A-Za-z0-9 ] \w/u, `${title}: a state without a sign and a text`);
    });

    test('has ascending thresholds, and not the default of Grafana', () => {
      for (const { title = '', fieldConfig } of panelsOf(dashboard)) {
        const steps = fieldConfig?.defaults.thresholds?.steps ?? [];
        assert.equal(steps[0]?.value, null, title);
        const values = steps.slice(1).map(({ value }) => value ?? Number.NaN);
        assert.deepEqual(
          values,
          values.toSorted((a, b) => a - b),
          title,
        );
        assert.ok(!values.includes(80), `${title}: the default of Grafana`);
      }
    });
  });
}

test('each link of a data source leads to a dashboard that exists', () => {
  const file = new URL('../../../grafana/provisioning/datasources/datasources.yml', import.meta.url);
  const urls = Array.from(readFileSync(file, 'utf8').matchAll(/\burl: (\/d\/\S+)/g), ([, url = '']) => url);
  assert.ok(urls.length >= 2, urls.join());
  for (const url of urls) assertLinkTarget(url, file.pathname);
});

function assertLinkTarget(url: string, title: string): void {
  if (url === '') return;
  const [, uid, query = ''] = /^\/d\/([\w-]+)\?(.*)$/.exec(url) ?? [];
  const target = all.find(([, dashboard]) => dashboard.uid === uid)?.[1];
  assert.ok(target, `${title}: ${url}`);
  const names = (target.templating.list ?? []).map(({ name }) => name);
  for (const [, name = ''] of query.matchAll(/var-(\w+)=/g))
    assert.ok(names.includes(name), `${title}: ${uid} has no variable ${name}`);
}

function assertPanelKeys(panel: Panel): void {
  assertKeys(panel, 'dashboard', 'Panel');
  const { title = '', type, id, datasource, targets = [], options, fieldConfig } = panel;
  assert.ok(id !== undefined && datasource !== undefined && targets.length > 0, title);
  const module = type.replaceAll('-', '');
  assertKeys(options, module, 'Options', title);
  assertKeys(fieldConfig?.defaults ?? {}, 'dashboard', 'FieldConfig', title);
  if (fieldConfig?.defaults.custom) assertKeys(fieldConfig.defaults.custom, module, 'FieldConfig', title);
  const query = datasource.type === 'loki' ? 'dataquery' : 'Dataquery';
  const refIds = targets.map((target) => {
    assertKeys(target, datasource.type ?? '', query, title);
    return (target as unknown as { refId: string }).refId;
  });
  assert.equal(new Set(refIds).size, refIds.length, `${title}: refIds`);
}

/** Asserts that an object has only keys that an interface of the SDK has, and all that it requires. */
function assertKeys(object: object, module: string, name: string, where = ''): void {
  const { all: known, required } = keysOf(module, name);
  const keys = Object.keys(object);
  assert.deepEqual(
    keys.filter((key) => !known.includes(key)),
    [],
    `${where}: unknown in ${module}.${name}`,
  );
  const wanted = required.filter((key) => !key.startsWith('_'));
  assert.deepEqual(
    wanted.filter((key) => !keys.includes(key)),
    [],
    `${where}: missing of ${module}.${name}`,
  );
}

/** The links of a dashboard, its panels and their series. */
function linksOf(dashboard: Dashboard) {
  return [
    ...(dashboard.links ?? []),
    ...panelsOf(dashboard).flatMap(({ links = [], fieldConfig }) => [
      ...links,
      ...(fieldConfig?.defaults.links ?? []),
    ]),
  ];
}
