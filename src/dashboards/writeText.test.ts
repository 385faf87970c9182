import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryDashboard } from '../../test/support/arbitraryDashboard.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import { writeText } from './writeText.ts';

const SMALL: Dashboard = {
  title: 'Web servers',
  rows: [
    {
      panels: [
        {
          grid: { h: 8, w: 12, x: 0, y: 0 },
          field: { max: 100, unit: 'percent' },
          targets: [
            { target: 'aliasByNode(movingAverage(hosts.web*.cpu.all.usage, "5min"), 1)', refId: 'A' },
            { target: 'hosts.web01.cpu.all.usage', refId: 'B' },
          ],
          type: 'timeseries',
          title: 'CPU',
          id: 'cpu',
          options: { legend: { calcs: ['last', 'max'], show: true } },
        },
      ],
      id: 'r1',
    },
  ],
  tags: ['web', 'hosts'],
  variables: [{ type: 'query', query: 'hosts.*', name: 'host' }],
  uid: 'web',
  formatVersion: 1,
  format: 'plumbago-dashboard',
};

test('members stand in the order of the schema, short things on one line, panels and variables in lines of their own', () => {
  expect(writeText(SMALL)).toBe(`{
  "format": "plumbago-dashboard",
  "formatVersion": 1,
  "uid": "web",
  "title": "Web servers",
  "tags": ["web", "hosts"],
  "variables": [
    {
      "name": "host",
      "type": "query",
      "query": "hosts.*"
    }
  ],
  "rows": [
    {
      "id": "r1",
      "panels": [
        {
          "id": "cpu",
          "type": "timeseries",
          "title": "CPU",
          "grid": { "x": 0, "y": 0, "w": 12, "h": 8 },
          "targets": [
            {
              "refId": "A",
              "target": "aliasByNode(movingAverage(hosts.web*.cpu.all.usage, \\"5min\\"), 1)"
            },
            { "refId": "B", "target": "hosts.web01.cpu.all.usage" }
          ],
          "field": { "unit": "percent", "max": 100 },
          "options": { "legend": { "show": true, "calcs": ["last", "max"] } }
        }
      ]
    }
  ]
}
`);
});

test('the text says the same as the dashboard, and is the text of what it says', () => {
  fc.assert(
    fc.property(arbitraryDashboard, (dashboard) => {
      const text = writeText(dashboard);
      const read = JSON.parse(text) as Dashboard;
      expect(read).toEqual(dashboard);
      expect(writeText(read)).toBe(text);
    }),
    { numRuns: 100 },
  );
});

test('no line is longer than 100 characters but for what can not be broken', () => {
  fc.assert(
    fc.property(arbitraryDashboard, (dashboard) => {
      for (const line of writeText(dashboard).split('\n')) {
        if (line.length > 100) expect(line).toMatch(/^\s*("(\\.|[^"\\])*": )?([^[{]|[[{][\]}])*[[{]?$/);
      }
    }),
    { numRuns: 50 },
  );
});

test('the order in which members came makes no difference', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([name, member]) => [name, reversed(member)]),
    );
  };
  expect(writeText(reversed(SMALL) as Dashboard)).toBe(writeText(SMALL));
});
