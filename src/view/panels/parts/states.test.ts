import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldConfig } from '../../../schema/dashboard.ts';
import { scaleColor } from '../../palette.ts';
import { contextOf, series } from '../testing/sceneTask.ts';
import { stateRuns, statesOf, timesOf, visibleRuns } from './states.ts';

const context = contextOf(400, 200);
const upDown: FieldConfig = {
  mappings: [
    { kind: 'value', value: '1', text: 'Up', color: 'ok' },
    { kind: 'value', value: '0', text: 'Down', color: 'crit' },
  ],
};
const steps: FieldConfig = {
  unit: 'percent',
  color: { mode: 'thresholds' },
  thresholds: {
    steps: [
      { value: null, color: 'ok' },
      { value: 70, color: 'warn' },
      { value: 90, color: 'crit' },
    ],
  },
};

const runsOf = (values: readonly number[], config: FieldConfig, merge = true) => {
  const one = series('a', values, config);
  return stateRuns(one, statesOf([one], context, merge)[0], merge, context.span);
};
const words = (values: readonly number[], config: FieldConfig, merge = true) =>
  runsOf(values, config, merge).map(({ state, from, until }) => `${state.text} ${(until - from) / 60}`);

test.each<[string, number[], FieldConfig, boolean, string[]]>([
  ['words', [1, 1, 0, 1], upDown, true, ['Up 2', 'Down 1', 'Up 1']],
  ['not merged', [1, 1, 0], upDown, false, ['Up 1', 'Up 1', 'Down 1']],
  ['a gap', [1, Number.NaN, 1], upDown, true, ['Up 1', 'Up 1']],
  ['steps', [10, 60, 75, 95], steps, true, ['below 70 % 2', '70 % to 90 % 1', '90 % and more 1']],
  ['values of steps', [10, 10, 75], steps, false, ['10 % 1', '10 % 1', '75 % 1']],
  [
    'a word for nothing',
    [Number.NaN, Number.NaN, 5],
    { mappings: [{ kind: 'special', match: 'null+nan', text: 'Silent' }] },
    true,
    ['Silent 2', '5 1'],
  ],
  [
    'a word that several values share',
    [1, 2, 3],
    { mappings: [{ kind: 'range', from: 1, to: 2, text: 'Low' }] },
    true,
    ['Low 2', '3 1'],
  ],
  ['nothing', [], upDown, true, []],
])('%s', (_, values, config, merge, expected) => expect(words(values, config, merge)).toEqual(expected));

test('what lies outside of the range is cut off', () => {
  const one = series('a', new Array(200).fill(1), upDown);
  const [run, ...others] = stateRuns(one, statesOf([one], context, true)[0], true, context.span);
  expect(others).toEqual([]);
  expect([run.from, run.until]).toEqual([context.span.from, context.span.until]);
});

test('states without a colour of their own have different ones, the same on every series', () => {
  const [a, b] = [series('a', [1, 2, 3]), series('b', [3, 1])];
  const [ofA, ofB] = statesOf([a, b], context, true);
  expect(ofA(1)?.color).toEqual(ofB(1)?.color);
  expect(new Set([1, 2, 3].map((value) => JSON.stringify(ofA(value)?.color))).size).toBe(3);
});

test('numbers that are no states are coloured by their size', () => {
  const one = {
    ...series(
      'a',
      Array.from({ length: 50 }, (_, i) => i),
    ),
    span: { min: 0, max: 49 },
  };
  const [stateOf] = statesOf([one], context, true);
  const scale = (share: number) => scaleColor('viridis', share, 'dark');
  expect([stateOf(0)?.color, stateOf(49)?.color]).toEqual([scale(0), scale(1)]);
});

const values = fc.array(fc.constantFrom(0, 1, 2, Number.NaN), { maxLength: 60 });

describe('laws', () => {
  test('merging changes no state at any moment', () => {
    fc.assert(
      fc.property(values, (list) => {
        const at = (merge: boolean) => {
          const texts = new Map<number, string>();
          for (const { state, from, until } of runsOf(list, upDown, merge))
            for (let time = from; time < until; time += 60) texts.set(time, state.text);
          return texts;
        };
        expect(at(true)).toEqual(at(false));
      }),
    );
  });

  test('neighbours that were merged differ, or something lies between', () => {
    fc.assert(
      fc.property(values, (list) => {
        const runs = runsOf(list, upDown);
        for (let i = 1; i < runs.length; i++)
          expect(runs[i].from > runs[i - 1].until || runs[i].state.key !== runs[i - 1].state.key).toBe(true);
      }),
    );
  });

  test('gathering keeps order and the whole time, and leaves no more than can be seen', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 900 }), (list, seconds) => {
        const runs = runsOf(list, upDown);
        const visible = visibleRuns(runs, seconds);
        const stretches = visible.reduce((sum, run) => sum + run.stretches, 0);
        expect(stretches).toBe(runs.length);
        for (let i = 1; i < visible.length; i++)
          expect(visible[i].from).toBeGreaterThanOrEqual(visible[i - 1].until);
        // Each one that is short stands beside a long one or a gap, so that two begin at least a pixel apart.
        for (let i = 2; i < visible.length; i++)
          expect(visible[i].from - visible[i - 2].from).toBeGreaterThanOrEqual(Math.min(seconds, 60));
      }),
    );
  });
});

test('a gathered stretch is the state that lasted longest', () => {
  const [run] = visibleRuns(runsOf([1, 0, 1, 1, 0], upDown), 300);
  expect(run).toMatchObject({ state: { text: 'Up' }, stretches: 4, least: 0, greatest: 1 });
});

test('times add up', () => {
  const times = timesOf(runsOf([1, 0, 1, 1, Number.NaN], upDown));
  expect([...times.values()].map(({ state, seconds }) => [state.text, seconds])).toEqual([
    ['Up', 180],
    ['Down', 60],
  ]);
});
