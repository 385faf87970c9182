import { expect, test } from 'vitest';
import { countResults } from './vitestReport.ts';

const file = (status: string, tests: Record<string, string>, message = '') => ({
  name: 'a.test.ts',
  status,
  message,
  assertionResults: Object.entries(tests).map(([fullName, state]) => ({ fullName, status: state })),
});

test.each([
  ['all good', [file('passed', { one: 'passed', two: 'passed' })], 0, 2, []],
  ['one failed', [file('failed', { one: 'passed', two: 'failed' })], 1, 1, ['a.test.ts: two (failed)']],
  ['a skipped one', [file('passed', { one: 'passed', two: 'skipped' })], 0, 1, ['a.test.ts: two (skipped)']],
  ['a file that does not load', [file('failed', {}, 'no such module')], 1, 0, ['a.test.ts: no such module']],
  ['no tests', [], 0, 0, ['the project unit has no tests']],
  [
    'an error beside the tests',
    [file('passed', { one: 'passed' })],
    1,
    1,
    ['vitest ended with 1 on the project unit although every test passed'],
  ],
])('%s', (_name, testResults, exitCode, passed, failures) => {
  expect(countResults({ testResults }, { project: 'unit', exitCode })).toEqual({ passed, failures });
});
