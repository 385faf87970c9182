import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useMemo } from 'react';
import type { ExplainTotals } from '../../../src/schema/queries.ts';
import { formatCount, formatDuration, formatValue } from '../../../src/view/units/units.ts';
import { browserZone } from '../api/client.ts';
import { Button } from '../components/Button.tsx';
import { LoadingBar } from '../components/LoadingBar.tsx';
import { Problem } from '../components/Problem.tsx';
import type { TimeRange } from '../time/range.ts';
import styles from './ExplainPanel.module.css';
import { type ExplainRow, explainRows } from './explainRows.ts';
import { explainQuery } from './queryCosts.ts';

interface ExplainPanelProps {
  readonly targets: readonly { readonly id: string; readonly target: string }[];
  readonly range: TimeRange;
  /** IANA zone for times such as `midnight`; the browser's when missing. */
  readonly zone?: string;
}

/** What each part of the query did and cost. Asks by itself, so that charts never pay for it. */
export function ExplainPanel({ targets, range, zone = browserZone }: ExplainPanelProps) {
  const query = useQuery(explainQuery({ targets, range, zone }));
  const rows = useMemo(
    () => explainRows(query.data?.results.map(({ explain }) => explain) ?? []),
    [query.data],
  );
  const totals = query.data?.explain;
  return (
    <section className={styles['panel']} aria-label="Explain" data-testid="explain">
      <LoadingBar on={query.isFetching} />
      <header className={styles['head']}>
        <h2>Explain</h2>
        {totals && <p className={styles['totals']}>{totalsText(totals)}</p>}
        <Button kind="quiet" onClick={() => void query.refetch()}>
          <RefreshCw size={13} aria-hidden />
          Measure again
        </Button>
      </header>
      {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region has to take the focus
        <section className={styles['scroll']} tabIndex={0} aria-label="Cost of each part">
          <table className={styles['table']} data-stale={query.isPlaceholderData || undefined}>
            <thead>
              <tr>
                <th scope="col">Part</th>
                <th scope="col">Time of its own</th>
                <th scope="col">Series</th>
                <th scope="col">Values</th>
                <th scope="col">Step</th>
                <th scope="col">Read</th>
                <th scope="col">Chunks</th>
                <th scope="col" title="Directories of blocks that were at hand, of all that were looked into">
                  In cache
                </th>
                <th scope="col">Runs</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <PartRow key={row.key} row={row} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function PartRow({ row: { node, depth, label, milliseconds, share } }: { row: ExplainRow }) {
  const { read, series, points } = node;
  const looks = read ? read.directoryHits + read.directoryMisses : 0;
  return (
    <tr>
      <th scope="row" style={{ paddingLeft: depth * 16 }} title={node.text}>
        <code>{label}</code>
        {node.folded && (
          <span className={styles['mark']} title="The store made one series of many while it read them.">
            folded
          </span>
        )}
        {node.inner && (
          <span className={styles['mark']} title="A target that the function above has made.">
            made
          </span>
        )}
        {node.omitted && <span className={styles['mark']}>{formatCount(node.omitted)} more made</span>}
      </th>
      <td className={styles['time']}>
        <span className={styles['bar']} aria-hidden>
          <i style={{ width: `${share * 100}%` }} />
        </span>
        <b>{formatMilliseconds(milliseconds)}</b>
      </td>
      <td data-label="Series">{series === null ? '–' : formatCount(series)}</td>
      <td data-label="Values">{points === null ? '–' : formatCount(points)}</td>
      <td data-label="Step">{read ? read.steps.map(formatDuration).join(', ') || '–' : ''}</td>
      <td data-label="Read">{read ? formatValue(read.bytes, 'bytes') : ''}</td>
      <td data-label="Chunks">{read ? formatCount(read.chunks) : ''}</td>
      <td data-label="In cache">
        {looks > 0 && read ? `${formatCount(read.directoryHits)} of ${formatCount(looks)}` : ''}
      </td>
      <td data-label="Runs">{formatCount(node.runs)}</td>
    </tr>
  );
}

function totalsText({ milliseconds, waitedMilliseconds, series, points, read }: ExplainTotals): string {
  const waited = waitedMilliseconds >= 1 ? `, ${formatMilliseconds(waitedMilliseconds)} of it waiting` : '';
  return [
    formatMilliseconds(milliseconds) + waited,
    `${formatCount(series)} series`,
    `${formatCount(points)} values`,
    `${formatValue(read.bytes, 'bytes')} read`,
  ].join(' · ');
}

/** All in one unit and with one digit behind the point, so that a column can be compared at a glance. */
function formatMilliseconds(milliseconds: number): string {
  return `${milliseconds < 100 ? milliseconds.toFixed(1) : formatCount(milliseconds)} ms`;
}
