import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { QueryAnswer } from '../../../src/schema/api.ts';
import type { AnnotationQuery, Dashboard } from '../../../src/schema/dashboard.ts';
import type { Annotation } from '../../../src/schema/dashboards.ts';
import { api } from '../api/client.ts';
import { dashboardsApi } from '../api/dashboards.ts';
import type { TimeRange } from '../time/range.ts';
import type { DashboardScope, ShownAnnotation } from './scope.ts';

/** What a dashboard shows that says nothing of annotations: those that were made on it. */
export const usualAnnotations: readonly AnnotationQuery[] = [{ name: 'Annotations', source: 'own' }];

/** More marks than this on a chart are no marks any more. */
const mostOfTarget = 500;
const usualColor = 'palette-0';

export function annotationQueries(dashboard: Dashboard): readonly AnnotationQuery[] {
  return dashboard.annotations ?? usualAnnotations;
}

/** Whether the marks of a query are shown; a name in `toggled` is the other way round than the dashboard says. */
export function isShown(query: AnnotationQuery, toggled: ReadonlySet<string>): boolean {
  return !query.disabled !== toggled.has(query.name);
}

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
      queries
        .flatMap((query, i) =>
          (answers[i].data ?? []).map(
            (annotation): ShownAnnotation => ({
              ...annotation,
              color: query.color ?? usualColor,
              source: query.name,
            }),
          ),
        )
        .sort((a, b) => a.time - b.time),
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
  return marksOf(answer, name, tags);
}

/** Each value other than zero and nothing is a mark; neighbours in a row are one region. */
export function marksOf(answer: QueryAnswer, name: string, tags: readonly string[]): Annotation[] {
  const marks: Annotation[] = [];
  for (const series of answer.results.flatMap((result) => result.series)) {
    let begun: number | null = null;
    for (let i = 0; i <= series.values.length; i++) {
      const on = i < series.values.length && !!series.values[i];
      if (on && begun === null) begun = i;
      if (on || begun === null) continue;
      const time = series.start + begun * series.step;
      const last = series.start + (i - 1) * series.step;
      marks.push({
        id: -1 - marks.length,
        time,
        timeEnd: last > time ? last : null,
        title: series.name || name,
        text: '',
        tags: [...tags],
        dashboard: null,
        panel: null,
        createdBy: null,
        editable: false,
      });
      begun = null;
      if (marks.length >= mostOfTarget) return marks;
    }
  }
  return marks;
}

/** The marks that a panel shows: queries may be for some panels only. */
export function annotationsFor(
  panelId: string,
  dashboard: Dashboard | null,
  annotations: readonly ShownAnnotation[],
): readonly ShownAnnotation[] {
  const limited = (dashboard?.annotations ?? []).filter((query) => query.panels);
  if (limited.length === 0) return annotations;
  const elsewhere = new Set(
    limited
      .filter(({ panels }) => panels!.ids.includes(panelId) === (panels!.exclude ?? false))
      .map((query) => query.name),
  );
  return annotations.filter((annotation) => !elsewhere.has(annotation.source));
}
