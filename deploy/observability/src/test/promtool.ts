import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureProgram } from '@motus/local-system';

/** What an expression should give: the value of each series, by its labels as `{what="score"}`. */
export interface Expectation {
  expr: string;
  values: Readonly<Record<string, number>>;
}

/**
 * Evaluates expressions at the end of five minutes.
 *
 * @param series by its name and labels the value of each, or its values in the notation of promtool, a sample each 5 s
 * @throws Error with what differs
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export async function assertPromql(
  series: Readonly<Record<string, number | string>>,
  expectations: readonly Expectation[],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'motus-promql-'));
  const file = join(folder, 'test.yml');
  const test = {
    interval: '5s',
    input_series: Object.entries(series).map(([name, value]) => ({
      series: name,
      values: typeof value === 'number' ? `${value}x60` : value,
    })),
    promql_expr_test: expectations.map(({ expr, values }) => ({
      expr,
      eval_time: '5m',
      exp_samples: Object.entries(values).map(([labels, value]) => ({ labels, value })),
    })),
  };
  try {
    // JSON is YAML.
    await writeFile(file, JSON.stringify({ evaluation_interval: '5s', tests: [test] }));
    await promisify(execFile)(await ensureProgram('promtool'), ['test', 'rules', file]);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${stdout}${stderr}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true });
  }
}
