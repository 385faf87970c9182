// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references in texts are what is tested
import { expect, test } from 'vitest';
import { interpolate } from '../../variables/interpolate.ts';
import { dataOf, inputOf, series, textsOf } from '../testing/sceneTask.ts';
import { drawText } from '../text.ts';
import { liveValues } from './liveValues.ts';
import { textBlocks } from './textBlocks.ts';

const cpu = series('hosts.web01.cpu', [10, 42], { unit: 'percent' });
const live = (content: string, list = [cpu], refIds = ['A', 'B']) =>
  interpolate(
    content,
    liveValues(content, { data: dataOf(...list), refIds, theme: 'dark', zone: 'UTC', now: 0 }),
  );

test.each([
  ['Load is ${A} now', 'Load is 42 % now'],
  ['${A.max} and ${A.min}', '42 % and 10 %'],
  ['${A.count} values, p50 ${A.p50}', '2 values, p50 26 %'],
  ['nothing: ${B}', 'nothing: –'],
  ['not a query: ${C}', 'not a query: ${C}'],
  ['not a calculation: ${A.colour}', 'not a calculation: ${A.colour}'],
  ['costs $5', 'costs $5'],
])('%s', (content, expected) => expect(live(content)).toBe(expected));

test('several series are named by what tells them apart', () => {
  const other = series('hosts.web02.cpu', [7], { unit: 'percent' });
  expect(live('${A.max}', [cpu, other])).toBe('web01 42 %, web02 7 %');
  const many = Array.from({ length: 30 }, (_, i) => ({ ...other, key: `${i}`, label: `n${i}` }));
  expect(live('${A}', many)).toMatch(/n19 7 % and 10 more$/);
});

const lines = (content: string, mode: 'markdown' | 'html' | 'code' = 'markdown') =>
  textBlocks(content, mode).map(({ kind, level, mark, text }) => [kind, level, mark, text].join(' ').trim());

test.each([
  ['# Title #', ['heading 1  Title']],
  ['one\ntwo\n\nthree', ['paragraph 0  one two', 'paragraph 0  three']],
  ['one  \ntwo', ['paragraph 0  one', 'paragraph 0  two']],
  ['- a\n  - b\n3. c', ['item 0 • a', 'item 1 • b', 'item 0 3. c']],
  ['> said', ['quote 0  said']],
  ['---', ['rule 0']],
  ['```sh\n# no title\n```\nend', ['code 0  # no title', 'paragraph 0  end']],
  ['| a | b |\n| - | - |\n| 1 | 2 |', ['paragraph 0  a   b', 'paragraph 0  1   2']],
  [
    '**bold** *slanted* `code` [link](http://x) ![picture](y.png) snake_case_name 2 * 3 * 4',
    ['paragraph 0  bold slanted code link picture snake_case_name 2 * 3 * 4'],
  ],
  ['a &lt; b &amp;&#33; \\*', ['paragraph 0  a < b &! *']],
  ['<b>x</b> <!-- note --> 1 < 2', ['paragraph 0  x  1 < 2']],
])('%j as lines', (content, expected) => expect(lines(content)).toEqual(expected));

test('HTML as lines', () => {
  const html = '<h2>Hello</h2><script>alert(1)</script><p>one<br>two</p><ul><li>a<li>b</ul><style>p{}';
  expect(lines(html, 'html')).toEqual([
    'heading 2  Hello',
    'paragraph 0  one',
    'paragraph 0  two',
    'item 0 • a',
    'item 0 • b',
  ]);
});

test('code stays as it is', () =>
  expect(lines('a  *b*\n\n  c', 'code')).toEqual(['code 0  a  *b*', 'code 0', 'code 0    c']));

test('words are wrapped, and what has no room is left out', () => {
  const content = 'word '.repeat(100);
  const drawn = textsOf(drawText(inputOf({ content }, [], [200, 100])));
  expect(drawn).toHaveLength(5);
  expect(new Set(drawn)).toEqual(new Set(['word word word word word']));
  expect(textsOf(drawText(inputOf({ content: 'x'.repeat(500) }, [], [100, 50])))[0]).toContain('…');
  expect(textsOf(drawText(inputOf({ content: ' \n ' }, [], [200, 100])))).toEqual([
    'Nothing is written here',
  ]);
});
