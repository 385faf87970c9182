import { useVirtualizer } from '@tanstack/react-virtual';
import { Download } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { BODY } from '../../../../src/view/panels/parts/painter.ts';
import {
  cellParts,
  columnWidths,
  HEADER_HEIGHT,
  ROW_HEIGHT,
  shortened,
} from '../../../../src/view/panels/table/tableLook.ts';
import { makeTable, type TableColumn } from '../../../../src/view/panels/table/tableModel.ts';
import {
  footerLines,
  nextOrder,
  type SortKey,
  shownRows,
  tableCsv,
} from '../../../../src/view/panels/table/tableRows.ts';
import { formatCount } from '../../../../src/view/units/units.ts';
import { saveFile } from '../../chart/csv.ts';
import { Button } from '../../components/Button.tsx';
import { useTheme } from '../../theme/useTheme.ts';
import type { PanelViewProps } from '../panelType.ts';
import { useMeasure } from '../scene/measure.ts';
import { CellView } from './CellView.tsx';
import { cellLinks } from './cellLinks.ts';
import { TableHead } from './TableHead.tsx';
import styles from './TablePanel.module.css';

/** What the bar at the side takes of the width. */
const scrollBar = 12;
const filterHeight = 32;
const pickerHeight = 36;
/** A column that stays while the others are scrolled may take so much of the width. */
const mostPinned = 0.5;
/** Rows that decide how much room numbers beside bars and lines need. */
const sample = 200;

/** Series or rows as a table: sorted by a click on a heading, filtered above, with only those rows drawn that are seen. */
export default function TablePanel({
  panel,
  options,
  data,
  chart,
  width,
  height,
  scope,
}: PanelViewProps<'table'>) {
  const theme = useTheme();
  const measure = useMeasure();
  const [frame, setFrame] = useState(0);
  const [chosenOrder, setChosenOrder] = useState<readonly SortKey[] | null>(null);
  const [filters, setFilters] = useState<ReadonlyMap<string, string>>(new Map());
  const [chosenWidths, setChosenWidths] = useState<ReadonlyMap<string, number>>(new Map());
  const scroller = useRef<HTMLElement>(null);
  const { field, overrides } = panel;
  const { until } = chart.span;
  const table = useMemo(
    () =>
      makeTable({
        data,
        options,
        field: field ?? {},
        overrides: overrides ?? [],
        theme,
        zone: scope.zone,
        now: until,
        frame,
      }),
    [data, options, field, overrides, theme, scope.zone, until, frame],
  );
  const order = useMemo(() => chosenOrder ?? (table.order ? [table.order] : []), [chosenOrder, table.order]);
  const filtered = options.filters === true;
  const rows = useMemo(
    () => shownRows(table, filtered ? filters : new Map(), order),
    [table, filtered, filters, order],
  );
  const footer = useMemo(() => footerLines(table, rows, options.footer ?? []), [table, rows, options.footer]);
  const pitch = ROW_HEIGHT[options.density ?? 'normal'];
  const headings = options.showHeader !== false;
  const picker = table.frames.length > 1 ? pickerHeight : 0;
  const head = (headings ? HEADER_HEIGHT : 0) + (filtered ? filterHeight : 0);
  const room = height - picker;
  const overflows = head + (table.rows + footer.length) * pitch > room;
  const inner = width - (overflows ? scrollBar : 0);
  const widths = useMemo(
    () => columnWidths(table, inner, measure, chosenWidths),
    [table, inner, measure, chosenWidths],
  );
  const short = useMemo(() => shortened(table, widths, measure), [table, widths, measure]);
  const whole = widths.reduce((sum, one) => sum + one, 0);
  const pinned = whole > inner + 1 && table.columns.length > 1 && widths[0] <= width * mostPinned;
  const textRooms = useMemo(
    () =>
      table.columns.map((column) => {
        if (column.kind !== 'number' || !/bar|sparkline/.test(column.cell)) return 0;
        let most = 0;
        for (let row = 0; row < Math.min(sample, table.rows); row++)
          most = Math.max(most, measure(column.cellAt(row).text, BODY));
        return Math.ceil(most);
      }),
    [table, measure],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => pitch,
    overscan: 12,
  });

  const onWidth = (column: TableColumn, next: number, done: boolean) => {
    setChosenWidths((before) => new Map(before).set(column.key, next));
    if (done && scope.editable)
      scope.onOverride?.(panel, column.name, { cell: { ...column.config.cell, width: next } });
  };
  const onFilter = (key: string, text: string) => {
    setFilters((before) => {
      const next = new Map(before);
      if (text) next.set(key, text);
      else next.delete(key);
      return next;
    });
    scroller.current?.scrollTo({ top: 0 });
  };
  if (table.columns.length === 0) return <p className={styles['none']}>All columns are hidden</p>;

  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const title = scope.interpolate(panel.title ?? '', undefined, 'text') || 'Table';
  return (
    <div className={styles['panel']} style={{ height }}>
      {picker > 0 && (
        <label className={styles['picker']}>
          <span className="visually-hidden">Table</span>
          <select value={frame} onChange={(event) => setFrame(Number(event.target.value))}>
            {table.frames.map((name, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: tables are chosen by their place
              <option key={i} value={i}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Button
        kind="quiet"
        icon
        className={styles['download'] ?? ''}
        aria-label={`Download ${formatCount(rows.length)} rows as CSV`}
        title={`Download ${formatCount(rows.length)} rows as CSV`}
        data-testid="table-csv"
        onClick={() => saveFile(`${fileName(title)}.csv`, tableCsv(table, rows))}
      >
        <Download size={13} aria-hidden />
      </Button>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: a scrollable region has to take the focus */}
      <section
        ref={scroller}
        className={styles['scroll']}
        style={{ height: room }}
        tabIndex={0}
        aria-label={title}
        data-testid="table-scroll"
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
        <table
          style={{ width: whole }}
          aria-rowcount={rows.length + (headings ? 1 : 0)}
          data-density={options.density ?? 'normal'}
        >
          <colgroup>
            {table.columns.map(({ key }, i) => (
              <col key={key} style={{ width: widths[i] }} />
            ))}
          </colgroup>
          {(headings || filtered) && (
            <TableHead
              columns={table.columns}
              widths={widths}
              order={order}
              filters={filtered ? filters : null}
              pinned={pinned}
              headings={headings}
              onSort={(column, add) => setChosenOrder(nextOrder(order, column, add))}
              onFilter={onFilter}
              onWidth={onWidth}
            />
          )}
          <tbody>
            {before > 0 && <Gap height={before} columns={table.columns.length} />}
            {items.map(({ index }) => {
              const row = rows[index];
              return (
                <tr key={row} style={{ height: pitch }} aria-rowindex={index + (headings ? 2 : 1)}>
                  {table.columns.map((column, i) => {
                    const cell = column.cellAt(row);
                    return (
                      <td
                        key={column.key}
                        data-align={column.align}
                        data-kind={column.kind}
                        data-pinned={(pinned && i === 0) || undefined}
                        title={column.kind === 'text' ? cell.text : undefined}
                      >
                        <CellView
                          column={column}
                          short={short[i]}
                          cell={cell}
                          links={cellLinks(table, row, i, cell, scope)}
                          picture={cellParts(column, widths[i], textRooms[i]).picture}
                          textRoom={textRooms[i]}
                          height={pitch}
                        />
                      </td>
                    );
                  })}
                </tr>
              );
            })}
            {after > 0 && <Gap height={after} columns={table.columns.length} />}
          </tbody>
          {footer.length > 0 && (
            <tfoot>
              {footer.map(({ label, texts }, line) => (
                <tr key={label} style={{ height: pitch }}>
                  {table.columns.map((column, i) => (
                    <td
                      key={column.key}
                      data-align={column.align}
                      data-pinned={(pinned && i === 0) || undefined}
                      style={{ bottom: (footer.length - 1 - line) * pitch }}
                    >
                      {texts[i]}
                    </td>
                  ))}
                </tr>
              ))}
            </tfoot>
          )}
        </table>
        {rows.length === 0 && (
          <p className={styles['none']}>
            {table.rows === 0 ? 'The table has no rows' : 'No row is like that'}
            {filters.size > 0 && <Button onClick={() => setFilters(new Map())}>Show all rows</Button>}
          </p>
        )}
        {table.columnsLeft > 0 && (
          <p className={styles['note']}>
            {formatCount(table.columnsLeft)} more columns are not shown. Choose fewer series, or a line for
            each.
          </p>
        )}
      </section>
    </div>
  );
}

/** Stands for the rows that are out of sight. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} className={styles['gap']} />
    </tr>
  );
}

/** A title as the name of a file. */
function fileName(title: string): string {
  return (
    title
      .replace(/[^\p{L}\p{N}._ -]+/gu, ' ')
      .trim()
      .slice(0, 80) || 'table'
  );
}
