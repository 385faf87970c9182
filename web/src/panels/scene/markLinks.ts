import type { DashboardLink } from '../../../../src/schema/dashboard.ts';
import type { PanelSeries } from '../../../../src/view/panelData.ts';
import type { Mark } from '../../../../src/view/scene/scene.ts';
import { linkAddress, safeAddress } from '../../dashboard/bar/linkAddress.ts';
import type { DashboardScope } from '../../dashboard/scope.ts';
import type { MarkLink } from './SceneTooltip.tsx';

/** The links of a mark and of the series that it belongs to, with what is known of both put in. */
export function markLinks(
  mark: Mark,
  series: Pick<PanelSeries, 'name' | 'label' | 'config'> | undefined,
  scope: DashboardScope,
): MarkLink[] {
  const own: DashboardLink[] = mark.href === undefined ? [] : [{ url: mark.href }];
  const names = linkNames(mark, series);
  return [...own, ...(series?.config.links ?? [])].flatMap((link) => {
    if (!link.url) return [];
    const href = safeAddress(linkAddress(scope.interpolate(link.url, names), link, scope));
    if (href === null) return [];
    return [
      { href, newTab: link.newTab ?? false, title: scope.interpolate(link.title ?? '', names) || href },
    ];
  });
}

/** Names that a link may have in it: whose value was pointed at, and what it was when. */
function linkNames(
  { label, value, raw, time }: Mark,
  series: Pick<PanelSeries, 'name' | 'label'> | undefined,
): ReadonlyMap<string, string> {
  const names = new Map([
    ['__series.name', series?.label ?? label],
    ['__field.name', series?.name ?? label],
    ['__value.text', value ?? ''],
  ]);
  if (raw !== undefined) names.set('__value.raw', String(raw)).set('__value.numeric', String(raw));
  if (time !== undefined) names.set('__value.time', String(Math.round(time * 1000)));
  return names;
}
