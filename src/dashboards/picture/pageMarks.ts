/** The marks that a dashboard shows on its charts, found once for all of its panels. */
import type { AnnotationQuery, Dashboard } from '../../schema/dashboard.ts';
import type { Annotation } from '../../schema/dashboards.ts';
import {
  annotationQueries,
  isShown,
  marksOf,
  type ShownAnnotation,
  shownBy,
} from '../../view/annotations.ts';
import type { Span } from '../../view/time/range.ts';
import { interpolate } from '../../view/variables/interpolate.ts';
import { interpolateTarget } from '../../view/variables/targets.ts';
import type { PageScope } from './pageScope.ts';
import { type PictureWorld, wordsOf } from './pictureWorld.ts';

/** Values of a target that may be marks. */
const MOST_POINTS = 2000;
const NONE: ReadonlySet<string> = new Set();

/** In the order of time. A query that fails has no marks: the charts are worth seeing without them. */
export async function pageMarks(
  dashboard: Dashboard,
  scope: PageScope,
  world: PictureWorld,
): Promise<readonly ShownAnnotation[]> {
  if (world.frozen) return [];
  const span = world.spanOf(scope.range);
  const found = await Promise.all(
    annotationQueries(dashboard)
      .filter((query) => isShown(query, NONE))
      .map(async (query) => {
        try {
          return shownBy(query, await find(query, dashboard.uid, span, scope, world));
        } catch (error) {
          wordsOf(error, world);
          return [];
        }
      }),
  );
  return found.flat().sort((a, b) => a.time - b.time);
}

async function find(
  query: AnnotationQuery,
  uid: string | undefined,
  span: Span,
  { values, zone }: PageScope,
  world: PictureWorld,
): Promise<readonly Annotation[]> {
  const { source, target, name, tags = [], any = false } = query;
  if (source === 'target') {
    if (!target?.trim()) return [];
    const targets = [{ id: 'A', target: interpolateTarget(target, values) }];
    const answers = await world.ask({
      targets,
      span,
      maxDataPoints: MOST_POINTS,
      consolidateBy: undefined,
      band: false,
    });
    return marksOf(
      answers.flatMap(({ columns }) => columns),
      name,
      tags,
    );
  }
  // What was never saved has no marks of its own.
  if (source === 'own' && uid === undefined) return [];
  const words = tags
    .flatMap((tag) => interpolate(tag, values, { format: 'csv', zone }).split(','))
    .map((tag) => tag.trim())
    .filter(Boolean);
  return world.events({ span, tags: words, any, dashboard: source === 'own' ? uid : undefined });
}
