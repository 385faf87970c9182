import { describe, expect, test } from 'vitest';
import { grafanaMoment, grafanaPanelTime, graphiteMoment, panelTime, type Side } from './moments.ts';

describe('both ways', () => {
  test.each<[string, Side, string]>([
    ['now', 'until', 'now'],
    ['now-1h', 'from', '-1h'],
    ['now-5m', 'from', '-5min'],
    ['now-1M', 'from', '-1mon'],
    ['now+1d', 'until', '+1d'],
    ['now/d', 'from', 'today'],
    ['now/d', 'until', 'tomorrow'],
    ['now-1d/d', 'from', 'yesterday'],
    ['now-1d/d', 'until', 'today'],
    ['now-7d/d', 'from', 'today-7d'],
    ['2026-11-22T08:30:00.000Z', 'from', '1795336200'],
  ])('%s (%s) is %s', (grafana, side, graphite) => {
    expect(graphiteMoment(grafana, side)).toBe(graphite);
    expect(grafanaMoment(graphite, side)).toBe(grafana);
  });
});

describe('into ours only', () => {
  test.each<[unknown, string | null]>([
    [1795336200123, '1795336200'],
    ['1795336200123', '1795336200'],
    ['2026-11-22 08:30:00', '1795336200'],
    ['2026-11-22T09:30:00+01:00', '1795336200'],
    ['now/M', null],
    ['now-1h/h', null],
    ['never', null],
    [null, null],
  ])('%s is %s', (grafana, graphite) => expect(graphiteMoment(grafana, 'from')).toBe(graphite));
});

test.each([
  ['-90sec', 'now-90s'],
  ['-2days', 'now-2d'],
  ['now-1h', 'now-1h'],
  ['noon yesterday', null],
  ['-1h-10min', null],
])('%s is %s in Grafana', (graphite, grafana) => expect(grafanaMoment(graphite, 'from')).toBe(grafana));

test.each([
  ['now-6h', '6h'],
  ['6h', '6h'],
  ['now/d', '1d/d'],
  ['now/w', '1w/w'],
  ['now-5d/d', '5d/d'],
  ['$range', '$range'],
])('the time of a panel: %s is %s', (grafana, ours) => {
  expect(panelTime(grafana)).toBe(ours);
  expect(panelTime(grafanaPanelTime(ours))).toBe(ours);
});
