import { expect, test } from 'vitest';
import { readFiles, readJson } from './readFiles.ts';

test.each<[string, { name: string; json?: unknown; problem?: unknown }[]]>([
  ['{"title":"A"}', [{ name: 'a.json', json: { title: 'A' } }]],
  [
    '[{"title":"A"},{"title":"B"}]',
    [
      { name: 'a.json, number 1', json: { title: 'A' } },
      { name: 'a.json, number 2', json: { title: 'B' } },
    ],
  ],
  ['[]', [{ name: 'a.json', problem: 'This is an empty list.' }]],
  ['{"title":', [{ name: 'a.json', problem: expect.stringMatching(/^This is no JSON: /) }]],
  ['7', [{ name: 'a.json', json: 7 }]],
])('%s', (text, sources) => {
  const read = readJson('a.json', text);
  expect(read).toEqual(sources.map((source) => ({ ...source, id: expect.any(Number) })));
  expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
});

test('a file that is too large is not read at all', async () => {
  const huge = { name: 'huge.json', size: 5 * 2 ** 20, text: () => Promise.reject(new Error('read')) };
  const small = { name: 'small.json', size: 2, text: async () => '{}' };
  expect(await readFiles([huge, small] as unknown as File[])).toMatchObject([
    { name: 'huge.json', problem: 'A dashboard has 4 MB at most; this file is larger.' },
    { name: 'small.json', json: {} },
  ]);
});
