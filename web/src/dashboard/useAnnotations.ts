import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AnnotationQuery, Dashboard } from '../../../src/schema/dashboard.ts';
import type { Annotation } from '../../../src/schema/dashboards.ts';
import {
  annotationQueries,
  isShown,
  marksOf,
  type ShownAnnotation,
  shownBy,
} from '../../../src/view/annotations.ts';
import { api } from '../api/client.ts';
import { dashboardsApi } from '../api/dashboards.ts';
import type { TimeRange } from '../time/range.ts';
import type { DashboardScope } from './scope.ts';

interface AnnotationsInput {
  readonly dashboard: Dashboard;
  readonly range: TimeRange;
  readonly live: boolean;
  readonly zone: string;
  readonly toggled: ReadonlySet<string>;
  /** False where nothing is asked, such as in a snapshot. */
  readonly enabled: boolean;
  readonly interpolation: Required<Pick<DashboardScope, 'interpolate' | 'interpolateTarget'>>;
}

/** The marks of all annotation queries of a dashboard that are switched on, in the order of time. */
export function useAnnotations(input: AnnotationsInput): readonly ShownAnnotation[] {
  const { dashboard, range, live, zone, toggled, enabled, interpolation } = input;
  const queries = annotationQueries(dashboard).filter((query) => enabled && isShown(query, toggled));
  const answers = useQueries({
    queries: queries.map((query) => {
      const question = questionOf(query, dashboard.uid, range, zone, interpolation);
      return {
        queryKey: ['annotations', question],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask(question, signal),
        enabled: question !== null,
        staleTime: 30_000,
        refetchInterval: live ? 60_000 : (false as const),
        placeholderData: (before: readonly Annotation[] | undefined) => before,
      };
    }),
  });
  const stamp = JSON.stringify([queries, answers.map((answer) => answer.dataUpdatedAt)]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked and answered is told by the stamp
  return useMemo(
    () =>
      queries.flatMap((query, i) => shownBy(query, answers[i].data ?? [])).sort((a, b) => a.time - b.time),
    [stamp],
  );
}

type Question =
  | { readonly kind: 'events'; readonly parameters: string }
  | {
      readonly kind: 'target';
      readonly target: string;
      readonly name: string;
      readonly tags: readonly string[];
      readonly range: TimeRange;
      readonly zone: string;
    }
  | null;

function questionOf(
  query: AnnotationQuery,
  uid: string | undefined,
  range: TimeRange,
  zone: string,
  { interpolate, interpolateTarget }: AnnotationsInput['interpolation'],
): Question {
  if (query.source === 'target') {
    if (!query.target?.trim()) return null;
    return {
      kind: 'target',
      target: interpolateTarget(query.target),
      name: query.name,
      tags: query.tags ?? [],
      range,
      zone,
    };
  }
  // What was never saved has no marks of its own yet.
  if (query.source === 'own' && !uid) return null;
  const parameters = new URLSearchParams({ from: range.from, until: range.until, tz: zone });
  if (query.source === 'own') parameters.set('dashboard', uid!);
  for (const tag of query.tags ?? [])
    for (const one of interpolate(tag, undefined, 'csv').split(','))
      if (one.trim()) parameters.append('tag', one.trim());
  if (query.any) parameters.set('any', '1');
  return { kind: 'events', parameters: parameters.toString() };
}

async function ask(question: Question, signal: AbortSignal): Promise<readonly Annotation[]> {
  if (question === null) return [];
  if (question.kind === 'events')
    return (await dashboardsApi.annotations(new URLSearchParams(question.parameters), signal)).annotations;
  const { target, range, zone, name, tags } = question;
  const answer = await api.query(
    { targets: [{ id: 'A', target }], from: range.from, until: range.until, maxDataPoints: 2000, tz: zone },
    signal,
  );
  const series = answer.results.flatMap((result) => result.series);
  return marksOf(series, name, tags);
}
