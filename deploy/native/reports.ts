import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../libs/system/src/index.ts';

/** The JUnit report of each package; Nx restores those of tests that it did not have to run again. */
const REPORTS = '{apps,libs}/*/reports/junit.xml';

/** Removes the reports of earlier runs, so that those found later belong to this one. */
export function forgetReports(): void {
  for (const path of reports()) rmSync(path);
}

/** Counts the tests in all reports; a skipped one counts as neither. */
export function countTests(): { passed: number; failed: number } {
  const total = { passed: 0, failed: 0 };
  for (const path of reports()) {
    const xml = readFileSync(path, 'utf8');
    const failed = count(xml, /<(failure|error)[\s>]/g);
    total.failed += failed;
    total.passed += count(xml, /<testcase[\s>]/g) - failed - count(xml, /<skipped[\s/>]/g);
  }
  return total;
}

function reports(): string[] {
  return globSync(REPORTS, { cwd: REPOSITORY }).map((path) => join(REPOSITORY, path));
}

function count(xml: string, pattern: RegExp): number {
  return xml.match(pattern)?.length ?? 0;
}
