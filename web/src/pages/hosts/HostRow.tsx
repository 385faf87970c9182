import { Link } from 'wouter';
import type { Host } from '../../../../src/schema/api.ts';
import { hostState } from '../../../../src/view/hosts/hostList.ts';
import { digits, formatDuration, formatValue } from '../../../../src/view/units/units.ts';
import { formatMoment } from '../../chart/moment.ts';
import { Meter } from '../../components/Meter.tsx';
import { Sparkline } from '../../components/Sparkline.tsx';
import { formatAgo } from '../../time/range.ts';
import styles from './HostsPage.module.css';

const stateWords = { ok: 'Sending', late: 'Late', silent: 'Silent' };

/** One machine: a line of the list, and on a phone a card. */
export function HostRow({ host, nowSeconds }: { host: Host; nowSeconds: number }) {
  const state = hostState(host, nowSeconds);
  const seen =
    host.lastSeconds === null ? 'silent for more than a day' : formatAgo(nowSeconds - host.lastSeconds);
  const busy = Math.max(0, ...host.cpuHistory.values.map((value) => value ?? 0));
  return (
    <li>
      <Link
        href={`/hosts/${encodeURIComponent(host.name)}`}
        className={styles['row']}
        data-testid="host-card"
        data-host={host.name}
        data-state={state}
      >
        <div className={styles['name']}>
          <i className={styles['dot']} data-state={state} aria-hidden />
          <div>
            <p>
              <strong title={host.name}>{host.name}</strong>
              {host.local && <span className={styles['here']}>this machine</span>}
            </p>
            <p
              className={styles['seen']}
              title={host.lastSeconds === null ? undefined : formatMoment(host.lastSeconds)}
            >
              {stateWords[state]}
              {host.lastSeconds !== null && state === 'ok' ? `, ${seen}` : `: ${seen}`}
            </p>
          </div>
        </div>
        <div className={`${styles['cell']} ${styles['cpu']}`} data-label="CPU">
          <span className={styles['number']}>{formatValue(whole(host.cpuPercent), 'percent')}</span>
          <Sparkline values={host.cpuHistory.values} max={Math.max(20, busy)} width={120} height={28} />
        </div>
        <div className={styles['cell']} data-label="Memory">
          <span className={styles['number']}>{formatValue(whole(host.memoryPercent), 'percent')}</span>
          <Meter percent={host.memoryPercent} label={`Memory used on ${host.name}`} />
        </div>
        <div className={styles['cell']} data-label="Load">
          <span className={styles['number']}>{host.load1 === null ? '–' : digits(host.load1)}</span>
          {host.cores !== null && (
            <small>
              {host.cores} {host.cores === 1 ? 'core' : 'cores'}
            </small>
          )}
        </div>
        <div className={styles['cell']} data-label="Fullest disk">
          <span className={styles['number']}>{formatValue(whole(host.diskPercent), 'percent')}</span>
          <Meter percent={host.diskPercent} label={`Fullest disk of ${host.name}`} />
        </div>
        <div className={`${styles['cell']} ${styles['net']}`} data-label="Network">
          <span title="Received">
            <b aria-hidden>↓</b>
            <span className="visually-hidden">Received</span> {formatValue(host.rxBytes, 'binBps')}
          </span>
          <span title="Sent">
            <b aria-hidden>↑</b>
            <span className="visually-hidden">Sent</span> {formatValue(host.txBytes, 'binBps')}
          </span>
        </div>
        <div className={styles['cell']} data-label="Up">
          <span className={styles['number']}>
            {host.uptimeSeconds === null ? '–' : formatDuration(host.uptimeSeconds)}
          </span>
        </div>
      </Link>
    </li>
  );
}

/** Percentages of the list are read at a glance: one decimal below ten, none above. */
function whole(percent: number | null): number | null {
  if (percent === null) return null;
  return percent < 10 ? Math.round(percent * 10) / 10 : Math.round(percent);
}
