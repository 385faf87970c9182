import { expect, test } from 'vitest';
import { describePanelTime, type PanelTime, panelRange } from './panelRange.ts';

const hour = { from: '-1h', until: 'now' };
const fixed = { from: '1700000000', until: '1700003600' };

test.each<[typeof hour, PanelTime, string, string, string | null]>([
  [hour, {}, '-1h', 'now', null],
  [hour, { timeFrom: '6h' }, '-6h', 'now', 'Last 6h'],
  [hour, { timeFrom: 'now-30m' }, '-30min', 'now', 'Last 30m'],
  [fixed, { timeFrom: '6h' }, '-6h', 'now', 'Last 6h'],
  [hour, { timeFrom: '1d/d' }, 'midnight', 'now', 'Today'],
  [hour, { timeFrom: 'now/d' }, 'midnight', 'now', 'Today'],
  [hour, { timeFrom: '3d/d' }, 'midnight-2d', 'now', 'Last 3 days'],
  [hour, { timeShift: '1d' }, '-90000s', '-86400s', '1d earlier'],
  [hour, { timeFrom: '6h', timeShift: '7d' }, '-626400s', '-604800s', 'Last 6h, 7d earlier'],
  [hour, { timeFrom: '1d/d', timeShift: '5m' }, 'midnight-300s', '-300s', 'Today, 5m earlier'],
  [hour, { timeFrom: '3d/d', timeShift: '5m' }, 'midnight-2d300s', '-300s', 'Last 3 days, 5m earlier'],
  [fixed, { timeShift: '100s' }, '1699999900', '1700003500', '100s earlier'],
  [hour, { timeFrom: ' ', timeShift: '' }, '-1h', 'now', null],
])('%o with %o asks from %s until %s', (page, time, from, until, words) => {
  expect(panelRange(page, time)).toEqual({ from, until });
  expect(describePanelTime(time)).toBe(words);
});
