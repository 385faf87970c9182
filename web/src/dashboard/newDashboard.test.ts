import { expect, test } from 'vitest';
import { newDashboard } from './newDashboard.ts';

test('nothing handed over is an empty dashboard', () => {
  expect(newDashboard('')).toMatchObject({ title: 'New dashboard', rows: [{ panels: [] }] });
});

test('targets become one panel, with the range that was looked at', () => {
  const made = newDashboard('?target=a.*&target=b&title=Load&from=-6h');
  expect(made).toMatchObject({ title: 'Load', time: { from: '-6h', until: 'now' } });
  expect(made.rows[0].panels[0].targets).toEqual([
    { refId: 'A', target: 'a.*' },
    { refId: 'B', target: 'b' },
  ]);
});
