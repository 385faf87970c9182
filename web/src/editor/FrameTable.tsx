import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Frame } from '../../../src/view/frame.ts';
import { formatCount } from '../../../src/view/units/units.ts';
import { saveFile } from '../chart/csv.ts';
import { formatMoment } from '../chart/moment.ts';
import { Button } from '../components/Button.tsx';
import styles from './FrameTable.module.css';
import { cellText, frameToCsv, shownRows } from './frameTable.ts';

interface FrameTableProps {
  readonly frame: Frame;
  readonly zone: string;
  readonly label: string;
  /** Rows before somebody asks for more. */
  readonly rows?: number;
  /** Values over time: the newest at the top, and rows of nothing but gaps left out. */
  readonly newestFirst?: boolean;
  /** Offers the whole of it as a file of this name. */
  readonly file?: string;
}

const mostColumns = 40;

/** A frame as a table. */
export function FrameTable({ frame, zone, label, rows = 50, newestFirst = false, file }: FrameTableProps) {
  const [shown, setShown] = useState(rows);
  const order = useMemo(() => shownRows(frame, newestFirst), [frame, newestFirst]);
  const count = order.length;
  const fields = frame.fields.slice(0, mostColumns);
  return (
    <div className={styles['table']}>
      <div className={styles['head']}>
        <span>
          {formatCount(count)} {count === 1 ? 'row' : 'rows'}, {formatCount(frame.fields.length)}{' '}
          {frame.fields.length === 1 ? 'column' : 'columns'}
          {frame.fields.length > mostColumns && `, the first ${mostColumns} shown`}
        </span>
        {file && (
          <Button kind="quiet" onClick={() => saveFile(`${file}.csv`, frameToCsv(frame))}>
            <Download size={13} aria-hidden />
            CSV
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to take the focus */}
      <section className={styles['scroll']} tabIndex={0} aria-label={label}>
        <table>
          <thead>
            <tr>
              {fields.map((field) => (
                <th key={field.name} scope="col" data-kind={field.kind} title={field.name}>
                  {field.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {order.slice(0, shown).map((row) => (
              <tr key={row}>
                {fields.map((field) => (
                  <td key={field.name} data-kind={field.kind}>
                    {cellText(field, row, (seconds) => formatMoment(seconds, zone))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {count > shown && (
        <Button kind="quiet" onClick={() => setShown(shown * 4)}>
          Show {formatCount(Math.min(count - shown, shown * 3))} more
        </Button>
      )}
    </div>
  );
}
