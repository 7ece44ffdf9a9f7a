import { globSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { REPOSITORY } from '../../libs/system/src/index.ts';

/** The JUnit reports of each package; Nx restores those of tests that it did not have to run again. */
const REPORTS = '{apps,libs}/*/reports/junit*.xml';

/** A failed test as Node.js' JUnit reporter writes it. */
const FAILED = /<testcase name="([^"]*)" time="[^"]*" classname="[^"]*" file="([^"]*)" failure="([^"]*)"/g;

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

/** The failed tests of all reports, a line each: the test, its file, and how what was wrong begins. */
export function failedTests(): string[] {
  return reports().flatMap((path) =>
    Array.from(readFileSync(path, 'utf8').matchAll(FAILED), (match) => {
      const [, name = '', file = '', failure = ''] = match.map(unescapeXml);
      return `${name} (${relative(REPOSITORY, file)}: ${failure.trim().replace(/\s+/g, ' ').slice(0, 300)})`;
    }),
  );
}

function reports(): string[] {
  return globSync(REPORTS, { cwd: REPOSITORY }).map((path) => join(REPOSITORY, path));
}

function count(xml: string, pattern: RegExp): number {
  return xml.match(pattern)?.length ?? 0;
}

/** Undoes what the reporter does: it escapes what it escaped once more, and ends lines with a number. */
function unescapeXml(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&#10;', '\n');
}
