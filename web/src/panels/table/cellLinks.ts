import type { VariableValue } from '../../../../src/schema/dashboard.ts';
import type { Table, TableCell } from '../../../../src/view/panels/table/tableModel.ts';
import { linkAddress, safeAddress } from '../../dashboard/bar/linkAddress.ts';
import type { DashboardScope } from '../../dashboard/scope.ts';

export interface CellLink {
  readonly title: string;
  readonly href: string;
  /** Leaves this page alone. */
  readonly newTab: boolean;
}

/**
 * Where a cell leads to: its links with what is known of value and row put in (`${__value.raw}`, `${__series.name}`,
 * `${__data.fields.Host}`), or the address that is its text. What is no address of a page is left out.
 */
export function cellLinks(
  table: Table,
  row: number,
  column: number,
  cell: TableCell,
  scope: Pick<DashboardScope, 'interpolate' | 'page' | 'variables'>,
): CellLink[] {
  const { kind, cell: shows, raw } = table.columns[column];
  if (cell.links.length === 0) {
    const href = kind === 'text' && shows === 'link' ? safeAddress(cell.text) : null;
    return href === null ? [] : [{ title: cell.text, href, newTab: !href.startsWith('/') }];
  }
  const value = raw(row);
  const more = new Map<string, VariableValue>([
    ['__series.name', cell.of],
    ['__field.name', cell.of],
    ['__value.text', cell.text],
    ['__value.raw', value === null ? '' : String(value)],
    ['__value.numeric', typeof value === 'number' ? String(value) : ''],
    ...table.columns.flatMap((one): [string, string][] => {
      const text = String(one.raw(row) ?? '');
      return [
        [`__data.fields.${one.title}`, text],
        [`__data.fields["${one.title}"]`, text],
      ];
    }),
  ]);
  return cell.links.flatMap((link) => {
    const { url, title, newTab = false } = link;
    if (url === undefined) return [];
    const href = safeAddress(linkAddress(scope.interpolate(url, more), link, scope));
    if (href === null) return [];
    return [
      {
        title: scope.interpolate(title ?? href, more, 'text'),
        href,
        newTab: newTab || !href.startsWith('/'),
      },
    ];
  });
}
