import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { tableOf } from '../../../src/view/chart/drawing.ts';
import { colorOf } from '../../../src/view/chart/seriesColor.ts';
import { displayText } from '../../../src/view/fields/display.ts';
import { toCss } from '../../../src/view/palette.ts';
import type { PanelSeries } from '../../../src/view/panelData.ts';
import { formatCount } from '../../../src/view/units/units.ts';
import { Button } from '../components/Button.tsx';
import { useTheme } from '../theme/useTheme.ts';
import styles from './ChartDataTable.module.css';
import { saveFile, toCsv } from './csv.ts';
import { formatMoment } from './moment.ts';

const firstRows = 50;
const mostColumns = 16;

interface ChartDataTableProps {
  readonly series: readonly PanelSeries[];
  /** IANA zone of the times; those of the file are in UTC. */
  readonly zone: string;
  /** Of the file, without its ending. */
  readonly name?: string;
  /** Over the table; `Values` when missing. */
  readonly title?: string;
  /** Seconds since 1970 where the chart ends: series that are compared with know what comes behind it. */
  readonly until?: number;
}

/** The values behind a chart as a table, newest first, and as a file: the chart in words for those who cannot see it. */
export function ChartDataTable(props: ChartDataTableProps) {
  const { series, zone, name = 'plumbago', title = 'Values', until = Number.POSITIVE_INFINITY } = props;
  const theme = useTheme();
  const [rows, setRows] = useState(firstRows);
  const table = tableOf(series);
  const filled = useMemo(() => {
    const indices: number[] = [];
    for (let i = table.times.length - 1; i >= 0; i--)
      if (table.times[i] <= until && table.values.some((values) => !Number.isNaN(values[i]))) indices.push(i);
    return indices;
  }, [table, until]);
  const columns = series.slice(0, mostColumns);
  const save = () =>
    saveFile(
      `${name}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.csv`,
      toCsv(table, series.map(columnName)),
    );
  if (filled.length === 0) return null;
  return (
    <>
      <header className={styles['head']}>
        <h2>{title}</h2>
        <span>
          {formatCount(filled.length)} times
          {series.length > mostColumns && `, the first ${mostColumns} of ${series.length} series`}
        </span>
        <Button kind="quiet" onClick={save}>
          <Download size={14} aria-hidden />
          CSV
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to take the focus */}
      <section className={styles['scroll']} tabIndex={0} aria-label="Table of values">
        <table data-testid="values-table">
          <thead>
            <tr>
              <th scope="col">Time</th>
              {columns.map((one) => (
                <th key={one.key} scope="col" title={columnName(one)}>
                  <span>
                    <i style={{ background: toCss(colorOf(one, theme)) }} />
                    <b>{columnName(one)}</b>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {filled.slice(0, rows).map((index) => (
              <tr key={table.times[index]}>
                <th scope="row">{formatMoment(table.times[index], zone)}</th>
                {columns.map((one, i) => (
                  <td key={one.key}>{displayText(table.values[i][index], one, theme, { zone })}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {filled.length > rows && (
        <Button kind="quiet" onClick={() => setRows(rows * 4)}>
          Show {formatCount(Math.min(filled.length - rows, rows * 3))} more
        </Button>
      )}
    </>
  );
}

function columnName({ label, comparedWith }: PanelSeries): string {
  return comparedWith === undefined ? label : `${label} (earlier)`;
}
