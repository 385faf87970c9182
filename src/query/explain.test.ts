import { describe, expect, test } from 'vitest';
import { createNaiveStore } from '../../test/support/naiveStore.ts';
import type { FetchOptions, FetchRequest, FoldRequest } from '../storage/store.ts';
import { evaluateTargets } from './evaluate.ts';
import type { ExplainedNode } from './explain.ts';
import type { QueryContext } from './queryContext.ts';

const COST = { milliseconds: 2, bytes: 100, chunks: 3, directoryHits: 1, directoryMisses: 0 };

function explainer(changes: Partial<QueryContext> = {}) {
  const store = createNaiveStore(() => 10_000);
  for (const name of ['x.a', 'x.b'])
    store.add(
      name,
      60,
      Array.from({ length: 10 }, (_, i) => [600 + i * 60, i] as const),
    );
  const charge = (requests: readonly FetchRequest[], options?: FetchOptions): void => {
    for (const request of requests) options?.onCost?.(request, COST);
  };
  return (targets: readonly string[]) =>
    evaluateTargets(targets, {
      store: {
        async fetch(requests, options) {
          charge(requests, options);
          return store.fetch(requests, options);
        },
        async fold(requests: readonly FoldRequest[], options) {
          charge(requests, options);
          return store.fold(requests, options);
        },
      },
      nowSeconds: 10_000,
      from: 899,
      until: 1199,
      limits: { maxSeries: 100, maxPoints: 10_000, maxTargetLength: 10_000, maxDepth: 30 },
      explain: true,
      ...changes,
    });
}

/** One line a node: what can be told in advance. */
function outline(node: ExplainedNode, depth = 0): string[] {
  const { text, series, points, runs, folded, read, args } = node;
  const reading = read === undefined ? '' : ` ${read.bytes} B of steps ${read.steps.join(',')}`;
  const line = `${'  '.repeat(depth)}${text}: ${series}×${points} runs ${runs}${folded ? ' folded' : ''}${reading}`;
  return [line, ...args.flatMap((each) => outline(each, depth + 1))];
}

async function outlineOf(target: string): Promise<string[]> {
  const { results } = await explainer()([target]);
  return outline(results[0]!.explain!);
}

describe('explain', () => {
  test('each node with its series and values, paths with what they read', async () => {
    expect(await outlineOf('alias(scale(x.*, 2), "both")')).toEqual([
      'alias(scale(x.*, 2), "both"): 2×10 runs 1',
      '  scale(x.*, 2): 2×10 runs 1',
      '    x.*: 2×10 runs 1 100 B of steps 60',
    ]);
  });

  test('what the store folds is marked, and not counted as values that were handed over', async () => {
    expect(await outlineOf('sumSeries(x.*)')).toEqual([
      'sumSeries(x.*): 1×5 runs 1 folded',
      '  x.*: 2×10 runs 1 folded 100 B of steps 60',
    ]);
  });

  test('a window of points evaluates its argument twice', async () => {
    expect(await outlineOf('movingAverage(x.a, 2)')).toEqual([
      'movingAverage(x.a, 2): 1×5 runs 1',
      '  x.a: 1×7 runs 2 200 B of steps 60',
    ]);
  });

  test('targets that a function makes hang below it', async () => {
    const { results } = await explainer()(['applyByNode(x.*, 0, "sumSeries(%.*)")']);
    const root = results[0]!.explain!;
    expect(root.args.map(({ text, inner }) => [text, inner])).toEqual([
      ['x.*', undefined],
      ['sumSeries(x.*)', true],
    ]);
  });

  test('a target that fails shows how far it came; one that is not understood has nothing to show', async () => {
    const { results } = await explainer({
      limits: { maxSeries: 100, maxPoints: 8, maxTargetLength: 1000, maxDepth: 30 },
    })(['x.*', 'nope(']);
    expect(results.map(({ error }) => error !== undefined)).toEqual([true, true]);
    expect(results[0]!.explain).toMatchObject({ text: 'x.*', series: null, runs: 0 });
    expect(results[1]!.explain).toBeUndefined();
  });

  test('reading that is shared counts once in the whole', async () => {
    const { read, results } = await explainer()(['x.a', 'scale(x.a,2)']);
    expect(read).toEqual({ ...COST, steps: [60] });
    expect(results[1]!.explain!.args[0]!.read?.bytes).toBe(100);
  });

  test('nothing is recorded unless it is asked for', async () => {
    const { read, results } = await explainer({ explain: false })(['x.*']);
    expect(read.bytes).toBe(0);
    expect(results[0]!.explain).toBeUndefined();
  });
});

test('an abort ends the work between two functions', async () => {
  const controller = new AbortController();
  const reason = new Error('nobody waits');
  const evaluation = explainer({
    signal: controller.signal,
    events: () => {
      controller.abort(reason);
      return [];
    },
  })(['scale(sumSeries(x.a, events("deploy")), 2)']);
  await expect(evaluation).rejects.toBe(reason);
});
