import { expect, test } from 'vitest';
import { remotes } from '../config/remotes.ts';
import { federationRemotes } from './federationRemotes.ts';

const files: Readonly<Record<string, string>> = {
  '/token': 'Bearer abc\n',
  '/lines': 'Bearer a\nb',
  '/empty': '',
};
const sources = { env: { TOKEN: 'Basic xyz' }, readFile: (path: string) => files[path] ?? null };
const read = (written: string) => federationRemotes(remotes.parse(written), sources);

test('secrets come from files and the environment', () => {
  const list = read('a=http://h?authorization-file=/token, b=http://h?authorization-env=TOKEN, c=http://h');
  expect(list.map(({ settings, authorization }) => [settings.name, authorization])).toEqual([
    ['a', 'Bearer abc'],
    ['b', 'Basic xyz'],
    ['c', null],
  ]);
});

test.each([
  ['a=http://h?authorization-file=/nowhere', 'a: /nowhere: there is nothing'],
  ['a=http://h?authorization-file=/empty', 'a: /empty: there is nothing'],
  ['a=http://h?authorization-env=NONE', 'a: environment NONE: there is nothing'],
  ['a=http://h?authorization-file=/lines', 'a: /lines: has to be one line'],
])('%s is a mistake in the settings', (written, problem) => {
  expect(() => read(written)).toThrow(`federation.remotes: ${problem}`);
});
