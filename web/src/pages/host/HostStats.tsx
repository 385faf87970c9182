import { digits, formatDuration, formatValue } from '../../../../src/view/units/units.ts';
import { Meter } from '../../components/Meter.tsx';
import styles from './HostPage.module.css';
import { useHost } from './useHost.ts';

/** The row of newest values over the charts. */
export function HostStats({ name }: { name: string }) {
  const { host } = useHost(name);
  if (host === null)
    return (
      <p className={styles['unknown']}>
        No host called <strong>{name}</strong> is heard from. Points named <code>hosts.{name}.…</code> would
        appear here.
      </p>
    );
  const percent = (value: number | null | undefined) =>
    formatValue(value == null ? null : Math.round(value * 10) / 10, 'percent');
  const cells = [
    { label: 'CPU', value: percent(host?.cpuPercent), meter: host?.cpuPercent },
    { label: 'Memory', value: percent(host?.memoryPercent), meter: host?.memoryPercent },
    { label: 'Fullest disk', value: percent(host?.diskPercent), meter: host?.diskPercent },
    {
      label: 'Load',
      value: host?.load1 == null ? '–' : digits(host.load1),
      note: host?.cores == null ? '' : `on ${host.cores} ${host.cores === 1 ? 'core' : 'cores'}`,
    },
    { label: 'Received', value: formatValue(host?.rxBytes, 'binBps') },
    { label: 'Sent', value: formatValue(host?.txBytes, 'binBps') },
    { label: 'Up', value: host?.uptimeSeconds == null ? '–' : formatDuration(host.uptimeSeconds) },
  ];
  return (
    <dl className={styles['stats']} aria-label="Newest values">
      {cells.map((cell) => (
        <div key={cell.label}>
          <dt>{cell.label}</dt>
          <dd>
            {cell.value}
            {cell.note && <small> {cell.note}</small>}
            {cell.meter !== undefined && <Meter percent={cell.meter} label={cell.label} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
