import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ChosenSeries } from '../../chart/chooseSeries.ts';
import { toTable } from '../../chart/frame.ts';
import { dataColor } from '../../chart/palette.ts';
import { formatMoment } from '../../chart/timeTicks.ts';
import { formatCount, formatValue, type Unit } from '../../chart/units.ts';
import { Button } from '../../components/Button.tsx';
import { useTheme } from '../../theme/useTheme.ts';
import { saveFile, toCsv } from './csv.ts';
import styles from './ExplorePage.module.css';

const firstRows = 50;
const mostColumns = 16;

/** The values behind the chart, newest first. */
export function ValuesTable({ chosen, unit }: { chosen: ChosenSeries; unit: Unit }) {
  const theme = useTheme();
  const [rows, setRows] = useState(firstRows);
  const table = useMemo(() => toTable(chosen.columns), [chosen.columns]);
  const filled = useMemo(() => {
    const indices: number[] = [];
    for (let i = table.times.length - 1; i >= 0; i--)
      if (table.values.some((values) => !Number.isNaN(values[i]))) indices.push(i);
    return indices;
  }, [table]);
  const columns = chosen.looks.slice(0, mostColumns);
  const save = () =>
    saveFile(
      `plumbago-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.csv`,
      toCsv(
        table,
        chosen.looks.map((look) => look.label),
      ),
    );
  if (filled.length === 0) return null;
  return (
    <section className={styles['card']} aria-label="Values">
      <header className={styles['cardHead']}>
        <h2>Values</h2>
        <span className={styles['muted']}>
          {formatCount(filled.length)} times
          {chosen.looks.length > mostColumns && `, the first ${mostColumns} of ${chosen.looks.length} series`}
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
              {columns.map((look) => (
                <th key={look.key} scope="col" title={look.label}>
                  <span>
                    <i style={{ background: dataColor(theme, look.color) }} />
                    <b>{look.label}</b>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {filled.slice(0, rows).map((index) => (
              <tr key={table.times[index]}>
                <th scope="row">{formatMoment(table.times[index])}</th>
                {columns.map((look, i) => (
                  <td key={look.key}>{formatValue(table.values[i][index], unit)}</td>
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
    </section>
  );
}
