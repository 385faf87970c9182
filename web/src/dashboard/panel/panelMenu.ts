import {
  Compass,
  Copy,
  CopyPlus,
  Expand,
  ExternalLink,
  Image,
  ListFilter,
  Merge,
  MoveVertical,
  Pencil,
  Share2,
  Shrink,
  Split,
  TableProperties,
  Trash2,
} from 'lucide-react';
import type { Panel } from '../../../../src/schema/dashboard.ts';
import type { MenuItem } from '../../components/menuItem.ts';
import { panelTypeOf } from '../../panels/index.ts';
import type { DashboardActions } from '../actions.ts';
import { linkAddress, safeAddress } from '../bar/linkAddress.ts';
import type { DashboardScope } from '../scope.ts';
import { pictureAddress } from '../share/pictureAddress.ts';

/** What can be done with a panel, which stands on the page as `id` (`p3@web01`). */
export function panelMenu(
  id: string,
  panel: Panel,
  scope: DashboardScope,
  actions: DashboardActions,
  alone: boolean,
): MenuItem[] {
  const asks = panelTypeOf(panel.type)?.hasTargets ?? false;
  const { editable, dashboard } = scope;
  const several = (dashboard?.rows.flatMap((row) => row.panels).length ?? 0) > 1;
  const hasGlob = asks && (panel.targets ?? []).some(({ target }) => /[*?{[]/.test(target));
  const saved = dashboard?.uid;
  const links = (panel.links ?? []).flatMap((link) => {
    const href = safeAddress(linkAddress(scope.interpolate(link.url ?? ''), link, scope));
    const label = scope.interpolate(link.title || (link.url ?? ''), undefined, 'text');
    return href === null ? [] : [{ label, icon: ExternalLink, href }];
  });
  return [
    alone
      ? {
          label: 'Back to the dashboard',
          icon: Shrink,
          shortcut: 'Esc',
          onSelect: () => actions.setState({ view: null }),
        }
      : {
          label: 'View alone',
          icon: Expand,
          shortcut: 'v',
          testId: 'menu-view',
          onSelect: () => actions.setState({ view: id }),
        },
    ...(editable
      ? [
          {
            label: 'Edit',
            icon: Pencil,
            shortcut: 'e',
            testId: 'menu-edit',
            onSelect: () => actions.setState({ edit: panel.id }),
          },
        ]
      : []),
    ...(asks
      ? [
          { label: 'Explore', icon: Compass, shortcut: 'x', onSelect: () => actions.explore(panel) },
          {
            label: 'Inspect: data, queries, CSV',
            icon: TableProperties,
            shortcut: 'i',
            testId: 'menu-inspect',
            onSelect: () => actions.setState({ inspect: panel.id }),
          },
        ]
      : []),
    ...links.map((link, i) => ({ ...link, divided: i === 0 })),
    {
      label: 'Share',
      icon: Share2,
      divided: true,
      onSelect: () => actions.open({ kind: 'share', panelId: panel.id }),
    },
    ...(asks && saved
      ? [{ label: 'Picture (PNG)', icon: Image, href: pictureAddress(saved, scope, { panel: panel.id }) }]
      : []),
    ...(editable
      ? [
          {
            label: 'Duplicate',
            icon: CopyPlus,
            shortcut: 'd',
            divided: true,
            testId: 'menu-duplicate',
            onSelect: () => actions.duplicate(panel),
          },
          {
            label: 'Copy',
            note: 'To paste it here or on another dashboard',
            icon: Copy,
            onSelect: () => actions.copy(panel),
          },
          ...(hasGlob
            ? [
                {
                  label: 'Break out into panels',
                  note: 'One for each series of the pattern',
                  icon: Split,
                  onSelect: () => actions.breakOut(panel),
                },
              ]
            : []),
          ...(asks && (panel.targets ?? []).some(({ target }) => target.includes('.'))
            ? [
                {
                  label: 'Make a part selectable …',
                  note: 'A level of the name becomes a variable',
                  icon: ListFilter,
                  testId: 'menu-selectable',
                  onSelect: () => actions.open({ kind: 'selectable', panelId: panel.id }),
                },
              ]
            : []),
          ...(asks && several
            ? [
                {
                  label: 'Merge into …',
                  icon: Merge,
                  onSelect: () => actions.open({ kind: 'merge', panelId: panel.id }),
                },
              ]
            : []),
          ...((dashboard?.rows.length ?? 0) > 1
            ? [
                {
                  label: 'Move to row …',
                  icon: MoveVertical,
                  onSelect: () => actions.open({ kind: 'to-row', panelId: panel.id }),
                },
              ]
            : []),
          {
            label: 'Remove',
            icon: Trash2,
            shortcut: 'Del',
            danger: true,
            divided: true,
            testId: 'menu-remove',
            onSelect: () => actions.remove(panel),
          },
        ]
      : []),
  ];
}
