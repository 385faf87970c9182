/** What the lists of a picture have in them. */
import type { Panel } from '../../schema/dashboard.ts';
import type { DashboardSummary } from '../../schema/dashboards.ts';
import type { Frame } from '../../view/frame.ts';
import { annotationFrame, dashboardFrame, hostFrame } from '../../view/panels/lists.ts';
import type { ScopedValues } from '../../view/repeats.ts';
import type { Span } from '../../view/time/range.ts';
import { interpolate } from '../../view/variables/interpolate.ts';
import { type PageScope, textOf } from './pageScope.ts';
import type { PictureWorld } from './pictureWorld.ts';

const USUAL_DASHBOARDS = 30;
const USUAL_ANNOTATIONS = 50;

/** Null for panels that are no list. */
export async function listContent(
  panel: Panel,
  scoped: ScopedValues,
  { scope, span }: { readonly scope: PageScope; readonly span: Span },
  world: PictureWorld,
): Promise<Frame | null> {
  const put = (text: string) => textOf(text, scope, scoped).trim();
  if (panel.type === 'host-list') {
    const { options = {} } = panel;
    // Several values of a variable are a glob here, as in a target.
    const filter = interpolate(options.filter ?? '', new Map([...scope.values, ...scoped]), {
      format: 'glob',
    });
    return hostFrame(await world.hosts(), options, filter);
  }
  if (panel.type === 'dashboard-list') return dashboardFrame(await dashboardsOf(panel, put, world));
  if (panel.type !== 'annotation-list') return null;
  const { tags = [], onlyHere = false, limit = USUAL_ANNOTATIONS } = panel.options ?? {};
  if (onlyHere && scope.uid === undefined) return annotationFrame([], scope.zone);
  const found = await world.events({
    span,
    tags: tags
      .flatMap((tag) => put(tag).split(','))
      .map((tag) => tag.trim())
      .filter(Boolean),
    any: false,
    dashboard: onlyHere ? scope.uid : undefined,
  });
  return annotationFrame(found.slice(-limit), scope.zone);
}

/** The parts of the list, each dashboard once. */
async function dashboardsOf(
  { options = {} }: Extract<Panel, { type: 'dashboard-list' }>,
  put: (text: string) => string,
  world: PictureWorld,
): Promise<DashboardSummary[]> {
  const {
    starred = false,
    recent = false,
    search = true,
    text = '',
    folder,
    limit = USUAL_DASHBOARDS,
  } = options;
  const tags = (options.tags ?? []).map(put).filter(Boolean);
  const parts = await Promise.all([
    starred ? world.dashboards({ starred: true, sort: 'title', limit }) : [],
    recent ? world.dashboards({ sort: 'recent', limit }) : [],
    search ? world.dashboards({ text: put(text), tags, folder, sort: 'title', limit }) : [],
  ]);
  return [...new Map(parts.flat().map((one) => [one.uid, one])).values()];
}
