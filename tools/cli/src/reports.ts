import { globSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { REPOSITORY } from '@motus/local-system';

/** The JUnit reports of each package; for tests that Nx did not run again, it restores them from its cache. */
const REPORTS = '{apps,libs,tools,deploy}/*/reports/{junit*,compose}.xml';

/** Traces of failed browser tests, written by apps/e2e/src/support/traces.ts. */
const TRACES = 'apps/*/reports/traces';

/** A failed test as Node.js' JUnit reporter writes it; `classname` is its suite, or `test` without one. */
const FAILED = /<testcase name="([^"]*)" time="[^"]*" classname="([^"]*)" file="([^"]*)" failure="([^"]*)"/g;

/** Removes the reports and traces of earlier runs, so that those found later belong to this run. */
export function forgetReports(): void {
  for (const path of reports()) rmSync(path);
  for (const path of globSync(TRACES, { cwd: REPOSITORY }))
    rmSync(join(REPOSITORY, path), { recursive: true });
}

/** A file in which no test has a name that matches: Node.js reports the file itself as a passed test. */
const EMPTY_FILE = /<testcase name="[^"]*\.test\.ts" [^>]*\/>/g;

/** Counts the tests in all reports; a skipped one counts as neither. */
export function countTests(): { passed: number; failed: number } {
  const total = { passed: 0, failed: 0 };
  for (const path of reports()) {
    const xml = readFileSync(path, 'utf8');
    const failed = count(xml, /<(failure|error)[\s>]/g);
    total.failed += failed;
    total.passed += count(xml, /<testcase[\s>]/g) - failed - count(xml, /<skipped[\s/>]/g);
    total.passed -= count(xml, EMPTY_FILE);
  }
  return total;
}

/** Lists the failed tests of all reports, a line each. */
export function failedTests(): string[] {
  return reports().flatMap((path) => failuresIn(readFileSync(path, 'utf8')));
}

/** Lists the failed tests of one report: the suite and the test, its file, and the beginning of the failure. */
export function failuresIn(xml: string): string[] {
  return Array.from(xml.matchAll(FAILED), (match) => {
    const [, test = '', suite = '', file = '', failure = ''] = match.map(unescapeXml);
    const name = suite === 'test' ? test : `${suite} > ${test}`;
    return `${name} (${relative(REPOSITORY, file)}: ${failure.trim().replace(/\s+/g, ' ').slice(0, 300)})`;
  });
}

function reports(): string[] {
  return globSync(REPORTS, { cwd: REPOSITORY }).map((path) => join(REPOSITORY, path));
}

function count(xml: string, pattern: RegExp): number {
  return xml.match(pattern)?.length ?? 0;
}

/** Reverts the escaping of Node.js' JUnit reporter: it escapes `&` twice, and newlines as `&#10;`. */
function unescapeXml(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&#10;', '\n');
}
