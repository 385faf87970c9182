import { hostState } from '../../../../src/view/hosts/hostList.ts';
import { formatMoment } from '../../chart/moment.ts';
import { formatAgo } from '../../time/range.ts';
import styles from './HostPage.module.css';
import { useHost } from './useHost.ts';

/** Whether the host is heard from, beside its name. */
export function StateMark({ name }: { name: string }) {
  const { host, nowSeconds } = useHost(name);
  if (!host) return null;
  const state = hostState(host, nowSeconds);
  const seen = host.lastSeconds === null ? 'more than a day ago' : formatAgo(nowSeconds - host.lastSeconds);
  return (
    <span
      className={styles['state']}
      data-state={state}
      title={host.lastSeconds === null ? undefined : `Last point: ${formatMoment(host.lastSeconds)}`}
    >
      <i aria-hidden />
      <span className={state === 'ok' ? 'visually-hidden' : undefined}>
        {state === 'ok' ? 'Sending' : `Last heard of ${seen}`}
      </span>
    </span>
  );
}
