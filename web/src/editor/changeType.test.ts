import { expect, test } from 'vitest';
import type { Panel } from '../../../src/schema/dashboard.ts';
import type { OptionField } from '../panels/optionFields.ts';
import { changeType } from './changeType.ts';

const choices = (...values: string[]) => values.map((value) => ({ value, label: value }));
const calcs: OptionField = { kind: 'calcs', path: 'legend.calcs', label: 'Values' };
const graph = {
  type: 'timeseries' as const,
  options: [
    {
      title: 'Legend',
      fields: [
        calcs,
        {
          kind: 'choice' as const,
          path: 'legend.placement',
          label: 'Where',
          choices: choices('bottom', 'right'),
        },
        { kind: 'choice' as const, path: 'running', label: 'Running', choices: choices('dashed', 'omit') },
        { kind: 'number' as const, path: 'limit', label: 'Limit' },
      ],
    },
  ],
};
const pie = {
  type: 'pie' as const,
  options: [
    {
      title: 'Legend',
      fields: [
        calcs,
        { kind: 'choice' as const, path: 'legend.placement', label: 'Where', choices: choices('bottom') },
        { kind: 'number' as const, path: 'limit', label: 'Limit', max: 10 },
      ],
    },
  ],
};
const panel: Panel = {
  id: 'p1',
  type: 'timeseries',
  title: 'CPU',
  grid: { x: 0, y: 0, w: 12, h: 8 },
  targets: [{ refId: 'A', target: 'a.b' }],
  field: { unit: 'percent', lineWidth: 2 },
  options: { legend: { calcs: ['max'], placement: 'right' }, running: 'omit' },
};

test('what both types know stays', () => {
  expect(changeType(panel, graph, pie)).toEqual({
    ...panel,
    type: 'pie',
    options: { legend: { calcs: ['max'] } },
  });
});

test('options without a counterpart go', () => {
  const { options: _, ...rest } = panel;
  expect(changeType({ ...panel, options: { running: 'omit' } } as Panel, graph, pie)).toEqual({
    ...rest,
    type: 'pie',
  });
});

test('numbers beyond what the new type allows go', () => {
  const wide = { ...panel, options: { limit: 11 } } as unknown as Panel;
  expect(changeType(wide, graph, pie).options).toBeUndefined();
});

test('the same type is the same panel', () => expect(changeType(panel, graph, graph)).toBe(panel));
