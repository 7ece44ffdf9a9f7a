import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { dashboards } from '../dashboards/index.ts';
import { LOKI, PROMETHEUS } from '../grafana/queries.ts';
import { assertLogql } from './logql.ts';

const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url));
const read = (path: string) => parse(readFileSync(join(REPOSITORY, path), 'utf8'), { merge: true });

describe('Grafana in docker-compose.yml', () => {
  const { ports, environment, volumes, image } = read('docker-compose.yml').services.grafana;

  test('is published on loopback only, and visitors need no login', () => {
    assert.ok(ports.length > 0);
    for (const port of ports) assert.match(port, /^127\.0\.0\.1:/);
    assert.equal(environment.GF_AUTH_ANONYMOUS_ENABLED, 'true');
    assert.equal(environment.GF_AUTH_ANONYMOUS_ORG_ROLE, 'Viewer');
  });

  test('has Now as its home dashboard', () => {
    assert.equal(
      hostPath(environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH),
      'deploy/grafana/dashboards/operation/now.json',
    );
  });

  test('mounts the provisioning files, and the dashboards in one folder per Grafana folder', () => {
    const file = `${hostPath('/etc/grafana/provisioning')}/dashboards/dashboards.yml`;
    const [{ options }] = read(file).providers;
    for (const name of Object.keys(dashboards))
      assert.ok(existsSync(join(REPOSITORY, hostPath(options.path), name)), name);
    assert.equal(options.foldersFromFilesStructure, true);
    for (const name of Object.keys(dashboards)) assert.match(name, /^\w+\/\w+\.json$/);
  });

  test('has the version that the dashboards are built for', () => {
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

interface Container {
  readonly networks?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const { datasources } = read('deploy/grafana/provisioning/datasources/datasources.yml');

test('the data sources are those that the dashboards use, and Tempo', () => {
  const known = datasources.map(({ uid, type }: { uid: string; type: string }) => ({ uid, type }));
  assert.deepEqual(known, [{ ...PROMETHEUS }, { ...LOKI }, { uid: 'tempo', type: 'tempo' }]);
});

describe('traces', () => {
  const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
  const [, loki, tempo] = datasources;
  const { services } = read('docker-compose.yml');

  test('a log line leads to its trace', () => {
    const { derivedFields } = loki.jsonData;
    const field = derivedFields.find(({ name }: { name: string }) => name === 'trace');
    const line = `{"level":30,"service":"motus","reqId":"a1","trace_id":"${TRACE_ID}","msg":"play ended"}`;
    assert.equal(new RegExp(field.matcherRegex).exec(line)?.[1], TRACE_ID);
    assert.equal(field.datasourceUid, tempo.uid);
  });

  test('a span leads to the log lines of its trace', () => {
    const { datasourceUid, query } = tempo.jsonData.tracesToLogsV2;
    assert.equal(datasourceUid, loki.uid);
    assert.match(query, /\|= "\$\$\{__span\.traceId\}"$/);
    assertLogql(query.replace('$${__span.traceId}', TRACE_ID));
  });

  test('Tempo is where the services and Grafana look for it, and is started by its profile only', () => {
    const { server, distributor } = read('deploy/tempo/tempo.yml');
    assert.equal(tempo.url, `http://tempo:${server.http_listen_port}`);
    const { port } = new URL('http://tempo:4318');
    assert.equal(distributor.receivers.otlp.protocols.http.endpoint, `0.0.0.0:${port}`);
    const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
    assert.ok(
      readme.includes(`OTEL_EXPORTER_OTLP_ENDPOINT=http://tempo:${port} docker compose --profile traces`),
    );
    assert.deepEqual(services.tempo.profiles, ['traces']);
    // Which gives it the volume.
    assert.equal(services.tempo.depends_on?.secrets?.condition, 'service_completed_successfully');
    const traced = Object.values<Container>(services).filter(
      ({ environment }) => environment?.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
    );
    assert.ok(traced.length > 5);
    for (const { networks } of traced)
      assert.ok(
        networks?.some((network) => services.tempo.networks.includes(network)),
        String(networks),
      );
  });
});
