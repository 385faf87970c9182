/** Runs every function's cases through the whole evaluation, and proves that no function changes its inputs. */
import { describe, expect, test } from 'vitest';
import { CASE_ORIGIN, caseSetting } from '../../../test/support/functionCase.ts';
import { eventsOf, storeOf } from '../../../test/support/world.ts';
import { evaluateTargets } from '../evaluate.ts';
import type { QueryContext } from '../queryContext.ts';
import type {
  BoundArguments,
  FunctionCase,
  GraphiteFunction,
  RunContext,
} from '../registry/defineFunction.ts';
import type { FunctionTable } from '../registry/functionTable.ts';
import type { Series } from '../series.ts';
import { functions } from './index.ts';

describe.each([...new Set(functions.values())].map((definition) => [definition.name, definition] as const))(
  '%s',
  (_, definition) => {
    test.each(
      definition.cases.map(
        (example) => [`${example.call} over ${JSON.stringify(example.given)}`, example] as const,
      ),
    )('%s', async (_, example) => {
      const { results } = await evaluateTargets([example.call], contextFor(example, watched(functions)));
      const { series, error } = results[0]!;
      expect(error).toBeUndefined();
      const digits = example.expectDigits;
      const shown = series.map(({ name, values }) => [name, withNulls(values, digits)]);
      expect(shown).toEqual(Object.entries(example.expect));
      for (const { start } of series) expect(start - CASE_ORIGIN).toBe(example.expectOffset ?? 0);
      if (example.expectStep !== undefined)
        for (const { step } of series) expect(step).toBe(example.expectStep);
      if (example.expectDrawing !== undefined) expect(series[0]!.drawing).toEqual(example.expectDrawing);
      if (example.expectTags !== undefined) expect(series[0]!.tags).toEqual(example.expectTags);
    });
  },
);

test('the harness notices a function that changes its input', () => {
  const bad: GraphiteFunction = {
    ...functions.get('scale')!,
    run: (args) => {
      const [list] = seriesIn(args);
      list!.values[0] = 7;
      return [list!];
    },
  };
  const { run } = watched(new Map([['bad', bad]])).get('bad')!;
  const input: Series = {
    name: 'a',
    pathExpression: 'a',
    tags: {},
    start: 0,
    step: 1,
    end: 1,
    values: Float64Array.of(1),
    consolidation: 'average',
    xFilesFactor: 0,
  };
  const context: RunContext = {
    from: 0,
    until: 1,
    nowSeconds: 1,
    tz: undefined,
    xFilesFactor: 0,
    historySeconds: 0,
    parseTime: () => 0,
    evaluate: () => [],
    all: (thunks) => thunks.map((thunk) => thunk()),
    call: () => [],
    events: () => [],
  };
  expect(() => run({ seriesList: [input] }, context)).toThrow();
});

/** The same functions, each checked after its run to have left its arguments as they were. */
function watched(table: FunctionTable): FunctionTable {
  return new Map(
    [...table].map(([name, definition]) => [
      name,
      {
        ...definition,
        run: unchanging(definition.run),
        runLists: definition.runLists && unchanging(definition.runLists),
      },
    ]),
  );
}

function unchanging<T>(run: (args: BoundArguments, context: RunContext) => T) {
  return (args: BoundArguments, context: RunContext): T => {
    const inputs = seriesIn(args);
    const before = structuredClone(inputs);
    const answer = run(args, context);
    expect(inputs).toEqual(before);
    return answer;
  };
}

/** All series among a call's arguments. */
function seriesIn(value: unknown): Series[] {
  if (Array.isArray(value)) return value.flatMap(seriesIn);
  if (typeof value !== 'object' || value === null) return [];
  return 'values' in value && value.values instanceof Float64Array
    ? [value as Series]
    : Object.values(value).flatMap(seriesIn);
}

function contextFor(example: FunctionCase, table: FunctionTable): QueryContext {
  const { world, from, until, now } = caseSetting(example);
  return {
    store: storeOf(world, () => now),
    nowSeconds: now,
    from,
    until,
    limits: { maxSeries: 100, maxPoints: 10_000, maxTargetLength: 2000, maxDepth: 20 },
    functions: table,
    events: eventsOf(world),
  };
}

function withNulls(values: Float64Array, digits?: number): (number | null)[] {
  return [...values].map((value) => {
    if (Number.isNaN(value)) return null;
    return digits === undefined ? value : Number(value.toFixed(digits));
  });
}
