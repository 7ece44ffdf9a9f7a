import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dashboards } from '../dashboards/index.ts';
import { panelQueries, withValues } from '../panel-queries.ts';
import { assertLogql } from './logql.ts';
import { readPromql } from './promql.ts';

for (const [file, dashboard] of Object.entries(dashboards)) {
  describe(file, () => {
    for (const { panel, source, expr } of panelQueries(dashboard)) {
      test(`${panel}: ${source === 'loki' ? 'LogQL' : 'PromQL'} can be parsed`, () => {
        const text = withValues(expr, {
          service: 'motus',
          instance: '',
          level: '.+',
          event: '',
          request_id: 'a1',
        });
        assert.doesNotMatch(text, /\$[a-z_]/, 'a variable without a value');
        if (source === 'prometheus') readPromql(text);
        else assertLogql(text);
      });
    }
  });
}

test('an expression that Prometheus would reject is detected', () => {
  assert.throws(() => readPromql('sum by (le) (rate(x_bucket[20s])'), /no PromQL at character 32/);
});
