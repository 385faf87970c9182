/** Removes for good, now and then, what has been in the trash for long, and snapshots whose time is over. */
import type { Logger } from '../telemetry/log.ts';
import type { SnapshotStore } from './snapshotStore.ts';
import type { DashboardStore } from './store.ts';

/** How long a dashboard that was deleted can be brought back. */
export const TRASH_SECONDS = 30 * 86_400;
const EVERY_MS = 3_600_000;

export interface SweepOptions {
  readonly dashboards: Pick<DashboardStore, 'purge'>;
  readonly snapshots: Pick<SnapshotStore, 'sweep'>;
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** Seconds since 1970. */
  now(): number;
}

export async function sweep({ dashboards, snapshots, log, now }: SweepOptions): Promise<void> {
  try {
    const purged = await dashboards.purge(Math.floor(now()) - TRASH_SECONDS);
    const expired = snapshots.sweep();
    if (purged + expired > 0) log.info('swept', { dashboards: purged, snapshots: expired });
  } catch (error) {
    log.error('sweeping dashboards failed; it is tried again in an hour', { err: error });
  }
}

/** Sweeps at once and every hour. */
export function startSweeping(options: SweepOptions): { stop(): void } {
  void sweep(options);
  const timer = setInterval(() => void sweep(options), EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
