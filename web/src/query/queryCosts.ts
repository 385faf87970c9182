import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { QueryAnswer } from '../../../src/schema/api.ts';
import type { ExplainNode } from '../../../src/schema/queries.ts';
import { api } from '../api/client.ts';
import type { TimeRange } from '../time/range.ts';
import { ownTime } from './explainRows.ts';

/** What one target costs. */
export interface QueryCost {
  /** Computing and reading of all its parts. */
  readonly milliseconds: number;
  /** Values that were read and made, before they were consolidated for the pixels. */
  readonly points: number | null;
  /** Series that its paths match. */
  readonly matched: number;
}

/** Sums up an explained target. */
export function costOf(root: ExplainNode): QueryCost {
  let milliseconds = 0;
  let matched = 0;
  const visit = (node: ExplainNode) => {
    milliseconds += ownTime(node);
    if (node.kind === 'path') matched += node.series ?? 0;
    for (const argument of node.args) visit(argument);
  };
  visit(root);
  return { milliseconds, points: root.points, matched };
}

interface ExplainQuestion {
  readonly targets: readonly { readonly id: string; readonly target: string }[];
  readonly range: TimeRange;
  readonly zone: string;
}

/** Key and call of an explained query: everybody who asks the same shares one answer. */
export function explainQuery({ targets, range, zone }: ExplainQuestion) {
  return {
    queryKey: ['explain', targets, range.from, range.until, zone],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<QueryAnswer> =>
      api.query(
        {
          targets: [...targets],
          from: range.from,
          until: range.until,
          // The values are drawn elsewhere.
          maxDataPoints: 1,
          tz: zone,
          explain: true,
        },
        signal,
      ),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  } as const;
}

/** Costs by the targets' ids; measured once for each question, beside what is drawn. */
export function useQueryCosts(question: ExplainQuestion): ReadonlyMap<string, QueryCost> {
  const query = useQuery({
    ...explainQuery(question),
    enabled: question.targets.length > 0,
    staleTime: 60_000,
    select: costsOf,
  });
  return query.data ?? nothing;
}

function costsOf({ results }: QueryAnswer): ReadonlyMap<string, QueryCost> {
  return new Map(results.flatMap(({ id, explain }) => (explain ? [[id, costOf(explain)] as const] : [])));
}

const nothing: ReadonlyMap<string, QueryCost> = new Map();
