import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { dashboards } from '../dashboards/index.ts';
import { LOKI, PROMETHEUS } from '../grafana/queries.ts';

const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url));
const read = (path: string) => parse(readFileSync(join(REPOSITORY, path), 'utf8'), { merge: true });

describe('Grafana in docker-compose.yml', () => {
  const { ports, environment, volumes, image } = read('docker-compose.yml').services.grafana;

  test('is published on this machine only, where everybody may look', () => {
    assert.ok(ports.length > 0);
    for (const port of ports) assert.match(port, /^127\.0\.0\.1:/);
    assert.equal(environment.GF_AUTH_ANONYMOUS_ENABLED, 'true');
    assert.equal(environment.GF_AUTH_ANONYMOUS_ORG_ROLE, 'Viewer');
  });

  test('opens Now', () => {
    assert.equal(
      hostPath(environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH),
      'deploy/grafana/dashboards/operation/now.json',
    );
  });

  test('finds the provisioning files, and there the dashboards, in a folder each', () => {
    const file = `${hostPath('/etc/grafana/provisioning')}/dashboards/dashboards.yml`;
    const [{ options }] = read(file).providers;
    for (const name of Object.keys(dashboards))
      assert.ok(existsSync(join(REPOSITORY, hostPath(options.path), name)), name);
    assert.equal(options.foldersFromFilesStructure, true);
    for (const name of Object.keys(dashboards)) assert.match(name, /^\w+\/\w+\.json$/);
  });

  test('is the version that the dashboards are for', () => {
    assert.match(image, /^grafana\/grafana:12\.3\./);
  });

  /** The path in the repository of what a path in the container shows. */
  function hostPath(path: string): string {
    for (const volume of volumes) {
      const [from, to] = volume.split(':');
      if (path === to || path.startsWith(`${to}/`)) return join(from, path.slice(to.length));
    }
    throw new Error(`${path} is not mounted`);
  }
});

test('the data sources are those that the dashboards name', () => {
  const { datasources } = read('deploy/grafana/provisioning/datasources/datasources.yml');
  const known = datasources.map(({ uid, type }: { uid: string; type: string }) => ({ uid, type }));
  assert.deepEqual(known, [{ ...PROMETHEUS }, { ...LOKI }]);
});
