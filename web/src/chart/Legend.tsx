import { ArrowDown, ArrowUp, Ellipsis } from 'lucide-react';
import { type CSSProperties, lazy, memo, type ReactNode, Suspense, useMemo, useRef, useState } from 'react';
import type { FieldConfig } from '../../../src/schema/dashboard.ts';
import type { LegendOptions } from '../../../src/schema/panelOptions.ts';
import type { ChartModel } from '../../../src/view/chart/drawing.ts';
import {
  calcLabel,
  type LegendRow,
  type LegendSort,
  legendRows,
  nextSort,
  searchRows,
  sortRows,
} from '../../../src/view/chart/legendRows.ts';
import { columnWidth, longestOf, searchedFrom } from '../../../src/view/chart/legendSize.ts';
import { toCss } from '../../../src/view/palette.ts';
import type { PanelSeries } from '../../../src/view/panelData.ts';
import { formatCount } from '../../../src/view/units/units.ts';
import { SearchBox } from '../components/SearchBox.tsx';
import styles from './Legend.module.css';
import { clickLegend } from './legend.ts';

const loadEditor = () => import('./SeriesEditor.tsx');
const SeriesEditor = lazy(loadEditor);

/** Rows beyond these are only made when somebody wants to see them. */
const firstRows = 100;
const defaultCalcs = ['last'];

interface LegendProps {
  readonly model: ChartModel;
  readonly options: LegendOptions;
  /** Series that are not here, because there are too many. */
  readonly left?: number;
  onHide(hidden: Set<string>): void;
  /** Sets what is said about one series; its swatch then opens a small form. */
  readonly onOverride?: ((series: PanelSeries, set: FieldConfig) => void) | undefined;
  /** Tells more of one series; rows of the table then have a button for it. */
  readonly onAbout?: ((series: PanelSeries) => void) | undefined;
}

/** The series of a chart with what they amount to, as a list or as a table whose columns sort. */
export const Legend = memo(function Legend(props: LegendProps) {
  const { model, options, left = 0, onHide, onOverride, onAbout } = props;
  const { mode = 'list', calcs = defaultCalcs, sortBy = null, sortDescending = true } = options;
  const [chosen, setChosen] = useState<LegendSort | null>(null);
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const sort = chosen ?? { by: sortBy, descending: sortDescending && sortBy !== 'name' };
  const { series, span, zone, theme, running, hidden } = model;
  const rows = useMemo(
    () =>
      legendRows(series, {
        calcs,
        theme,
        zone,
        span,
        running,
        hideEmpty: options.hideEmpty,
        hideZero: options.hideZero,
      }),
    [series, calcs, theme, zone, span, running, options.hideEmpty, options.hideZero],
  );
  const found = searchRows(sortRows(rows, sort), text);
  const shown = all ? found : found.slice(0, firstRows);
  const column = columnWidth(longestOf(rows.map((row) => row.series.label)));
  const keys = rows.map((row) => row.series.key);
  const rowProps = (row: LegendRow) => ({
    row,
    on: !hidden.has(row.series.key),
    swatch: <Swatch row={row} onOverride={onOverride} />,
    onToggle: (toggle: boolean) => onHide(clickLegend(keys, hidden, row.series.key, toggle)),
  });

  return (
    <div className={styles['legend']}>
      {(rows.length > searchedFrom || left > 0) && (
        <div className={styles['search']}>
          <SearchBox value={text} onChange={setText} label="Find a series" />
          <span>
            {text
              ? `${formatCount(found.length)} of ${formatCount(rows.length)}`
              : left > 0
                ? `the ${formatCount(rows.length)} highest of ${formatCount(rows.length + left)} series`
                : `${formatCount(rows.length)} series`}
          </span>
        </div>
      )}
      {mode === 'list' ? (
        <div className={styles['list']} style={{ '--column': `${column}px` } as CSSProperties}>
          {shown.map((row) => (
            <ListRow key={row.series.key} {...rowProps(row)} />
          ))}
        </div>
      ) : (
        <table className={styles['table']}>
          <thead>
            <tr>
              <Heading by="name" label="Name" sort={sort} onSort={setChosen} />
              {calcs.map((calc) => (
                <Heading key={calc} by={calc} label={calcLabel(calc)} sort={sort} onSort={setChosen} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <TableRow key={row.series.key} {...rowProps(row)} onAbout={onAbout} />
            ))}
          </tbody>
        </table>
      )}
      {found.length > shown.length && (
        <button type="button" className={styles['more']} onClick={() => setAll(true)}>
          Show {formatCount(found.length - shown.length)} more
        </button>
      )}
    </div>
  );
});

interface HeadingProps {
  readonly by: string;
  readonly label: string;
  readonly sort: LegendSort;
  onSort(sort: LegendSort): void;
}

function Heading({ by, label, sort, onSort }: HeadingProps) {
  const on = sort.by === by;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={on ? (sort.descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" onClick={() => onSort(nextSort(sort, by))}>
        {label}
        {on && <Arrow size={11} aria-hidden />}
      </button>
    </th>
  );
}

interface RowProps {
  readonly row: LegendRow;
  readonly on: boolean;
  readonly swatch: ReactNode;
  onToggle(toggle: boolean): void;
}

function NameButton({ row, on, onToggle, values }: RowProps & { values?: boolean }) {
  const { label } = row.series;
  return (
    <button
      type="button"
      className={styles['name']}
      data-testid="legend-row"
      aria-pressed={on}
      title={`${label}\nClick: this one alone. Ctrl-click: on or off.`}
      onClick={(event) => onToggle(event.ctrlKey || event.metaKey)}
    >
      <span>
        <bdi>{label}</bdi>
      </span>
      {values && row.cells.map(({ calc, text }) => <b key={calc}>{text}</b>)}
    </button>
  );
}

function ListRow(props: RowProps) {
  return (
    <div className={styles['row']} data-off={!props.on || undefined}>
      {props.swatch}
      <NameButton {...props} values />
    </div>
  );
}

function TableRow({ onAbout, ...props }: RowProps & Pick<LegendProps, 'onAbout'>) {
  const { row, on, swatch } = props;
  return (
    <tr className={styles['row']} data-off={!on || undefined}>
      <th scope="row">
        <div>
          {swatch}
          <NameButton {...props} />
          {onAbout && (
            <button
              type="button"
              className={styles['about']}
              aria-label={`More of ${row.series.label}`}
              title="Its siblings, its host, dashboards with it"
              data-testid="legend-about"
              onClick={() => onAbout(row.series)}
            >
              <Ellipsis size={14} aria-hidden />
            </button>
          )}
        </div>
      </th>
      {row.cells.map(({ calc, text }) => (
        <td key={calc}>{text}</td>
      ))}
    </tr>
  );
}

interface SwatchProps {
  readonly row: LegendRow;
  readonly onOverride: LegendProps['onOverride'];
}

/** The colour of a series; where it can be edited, the button that opens its form. */
function Swatch({ row, onOverride }: SwatchProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { series } = row;
  const mark = (
    <i
      className={series.config.reference ? styles['dash'] : styles['swatch']}
      style={series.config.reference ? undefined : { background: toCss(row.color) }}
    />
  );
  if (!onOverride) return <span className={styles['mark']}>{mark}</span>;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles['mark']}
        aria-label={`How ${series.label} is drawn`}
        title="Colour, axis, style"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-testid="legend-swatch"
        onPointerEnter={() => void loadEditor()}
        onClick={() => setOpen(!open)}
      >
        {mark}
      </button>
      {open && (
        <Suspense fallback={null}>
          <SeriesEditor
            series={series}
            color={row.color}
            anchor={button}
            onChange={(set) => onOverride(series, set)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
