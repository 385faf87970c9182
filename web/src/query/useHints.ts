import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { guessUnit } from '../../../src/view/units/units.ts';
import { api } from '../api/client.ts';
import type { TargetData } from '../api/useChartData.ts';
import { type Hint, hintsFor, pathsOf } from './hints.ts';
import type { QueryCost } from './queryCosts.ts';
import type { TargetTree } from './useTargetTree.ts';

interface HintInputs {
  readonly target: string;
  readonly read: TargetTree | null;
  /** Null while nothing is answered, or not shown. */
  readonly result: TargetData | null;
  readonly cost: QueryCost | undefined;
  readonly unitChosen: boolean;
  /** Puts variables into a path. */
  resolve(path: string): string;
}

/** What there is to say about one target; where it found nothing, the server is asked whether there was something before. */
export function useHints({ target, read, result, cost, unitChosen, resolve }: HintInputs): readonly Hint[] {
  const tree = read?.of === target ? read.tree : null;
  const columns = result && !result.error ? result.columns : null;
  const nothing = columns?.every(({ values }) => values.every((value) => Number.isNaN(value))) ?? false;
  const path = nothing && tree ? pathsOf(tree).map(resolve)[0] : undefined;
  const described = useQuery({
    queryKey: ['describe', path],
    queryFn: ({ signal }) => api.describeMetrics(path ?? '', 20, signal),
    enabled: path !== undefined,
    staleTime: 30_000,
    retry: false,
  });
  const known = path !== undefined ? described.data : undefined;
  return useMemo(() => {
    if (path !== undefined && !known) return [];
    const points = (known?.series ?? []).flatMap(({ lastPoint }) => (lastPoint === null ? [] : [lastPoint]));
    return hintsFor({
      target,
      tree,
      columns,
      truncated: result?.truncated ?? false,
      matched: cost?.matched ?? null,
      lastPoint: points.length > 0 ? Math.max(...points) : null,
      units: [...new Set((columns ?? []).map(({ name }) => guessUnit(name)))],
      unitChosen,
    });
  }, [target, tree, columns, result, cost, unitChosen, path, known]);
}
