import { expect, test } from 'vitest';
import { lineOfPath } from './lineOfPath.ts';

const dashboard = {
  title: 'A "quoted" [title] {x}',
  rows: [
    { id: 'r1', panels: [{ id: 'p1' }, { id: 'p2', grid: { x: 0, y: 1 }, tags: ['a\\', 'b'] }] },
    { id: 'r2' },
  ],
};
const text = JSON.stringify(dashboard, null, 2);
const lineWith = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;

test.each([
  ['title', lineWith('"title"')],
  ['rows[0].panels[1].grid.y', lineWith('"y"')],
  ['rows[0].panels[1].tags[1]', lineWith('"b"')],
  ['rows[1].id', lineWith('"r2"')],
  ['rows[0].panels[1].grid.missing', lineWith('"grid"')],
  ['rows[9].id', lineWith('"rows"')],
  ['', 1],
])('%s is on line %d', (path, line) => expect(lineOfPath(text, path)).toBe(line));

test('a text that ends early leads nowhere wrong', () => {
  for (let cut = 0; cut < text.length; cut += 7)
    expect(lineOfPath(text.slice(0, cut), 'rows[1].id')).toBeGreaterThan(0);
});
