import assert from 'node:assert/strict';
import { parser as logql } from '@grafana/lezer-logql';

/** Fails for what Loki could not parse. */
export function assertLogql(expr: string): void {
  logql.parse(expr).iterate({
    enter({ type, from }) {
      assert.ok(!type.isError, `no LogQL at character ${from} of ${expr}`);
    },
  });
}
