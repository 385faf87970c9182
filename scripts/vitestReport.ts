/** Reads the numbers that matter out of vitest's JSON report. */

/** The part of the report that is read here. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export interface Counts {
  readonly passed: number;
  /** One text for each failure. */
  readonly failures: readonly string[];
}

/**
 * Counts tests. Failed are: tests that did not pass, skipped ones among them; files that could not be loaded; a run that
 * found no test at all; and a run that ended with an error although all of its tests passed (an unhandled rejection).
 */
export function countResults(
  report: VitestReport,
  { project, exitCode }: { project: string; exitCode: number },
): Counts {
  let passed = 0;
  const failures: string[] = [];
  for (const file of report.testResults) {
    let failedHere = 0;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed++;
      else {
        failedHere++;
        failures.push(`${file.name}: ${test.fullName} (${test.status})`);
      }
    }
    if (file.status === 'failed' && failedHere === 0)
      failures.push(`${file.name}: ${file.message || 'the file failed outside of its tests'}`);
  }
  if (passed === 0 && failures.length === 0) failures.push(`the project ${project} has no tests`);
  if (exitCode !== 0 && failures.length === 0)
    failures.push(`vitest ended with ${exitCode} on the project ${project} although every test passed`);
  return { passed, failures };
}
