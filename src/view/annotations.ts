/** Marks on charts: what dashboards ask for, and which panel shows what. */
import type { AnnotationQuery, Dashboard } from '../schema/dashboard.ts';
import type { Annotation } from '../schema/dashboards.ts';

/** An annotation with the colour of the query that found it. */
export interface ShownAnnotation extends Annotation {
  readonly color: string;
  /** Name of the annotation query. */
  readonly source: string;
}

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

/** What a query found, as it is shown. */
export function shownBy(query: AnnotationQuery, found: readonly Annotation[]): ShownAnnotation[] {
  return found.map((annotation) => ({
    ...annotation,
    color: query.color ?? usualColor,
    source: query.name,
  }));
}

/** What a target answered. */
export interface MarkSeries {
  readonly name: string;
  readonly start: number;
  readonly step: number;
  readonly values: ArrayLike<number | null>;
}

/** Each value other than zero and nothing is a mark; neighbours in a row are one region. */
export function marksOf(found: readonly MarkSeries[], name: string, tags: readonly string[]): Annotation[] {
  const marks: Annotation[] = [];
  for (const series of found) {
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

/** The marks that a panel shows: queries may be for some panels only, and so may what was made on one of them. */
export function annotationsFor(
  panelId: string,
  dashboard: Dashboard | null,
  annotations: readonly ShownAnnotation[],
): readonly ShownAnnotation[] {
  const elsewhere = new Set(
    (dashboard?.annotations ?? [])
      .filter(({ panels }) => panels && panels.ids.includes(panelId) === (panels.exclude ?? false))
      .map((query) => query.name),
  );
  const shown = annotations.filter(({ source, panel, dashboard: madeOn }) => {
    // Panels of other dashboards have the same ids, and mean nothing here.
    const ofAnother = panel !== null && panel !== panelId && madeOn === (dashboard?.uid ?? null);
    return !ofAnother && !elsewhere.has(source);
  });
  return shown.length === annotations.length ? annotations : shown;
}
