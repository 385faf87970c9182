import type { PanelData } from '../../../src/view/panelData.ts';
import { formatCount } from '../../../src/view/units/units.ts';
import { ChartDataTable } from '../chart/ChartDataTable.tsx';
import styles from './FrameTable.module.css';
import { FrameTable } from './FrameTable.tsx';

interface DataTablesProps {
  readonly data: PanelData;
  readonly zone: string;
  /** Of files, without their ending. */
  readonly file: string;
}

const mostTables = 20;

/** All that a panel shows, as tables: its series over time, or what transformations made of them. */
export function DataTables({ data: { series, frames }, zone, file }: DataTablesProps) {
  if (series.length > 0) {
    const filled = series.some(({ values }) => values.some((value) => !Number.isNaN(value)));
    return filled ? <ChartDataTable series={series} zone={zone} name={file} /> : <Nothing />;
  }
  const tables = frames ?? [];
  if (tables.length === 0) return <Nothing />;
  return (
    <>
      {tables.slice(0, mostTables).map((frame, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two tables may have the same name
        <section key={i}>
          {tables.length > 1 && <h3>{frame.name || `Table ${i + 1}`}</h3>}
          <FrameTable
            frame={frame}
            zone={zone}
            label={frame.name || 'Values'}
            rows={100}
            file={tables.length > 1 ? `${file}-${i + 1}` : file}
          />
        </section>
      ))}
      {tables.length > mostTables && (
        <p className={styles['quiet']}>
          The first {mostTables} of {formatCount(tables.length)} tables.
        </p>
      )}
    </>
  );
}

function Nothing() {
  return <p className={styles['quiet']}>There are no values in this range.</p>;
}
