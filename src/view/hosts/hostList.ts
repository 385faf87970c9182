import type { Host } from '../../schema/api.ts';

export type HostSort = 'name' | 'cpu' | 'memory' | 'load' | 'disk' | 'network' | 'uptime' | 'seen';

/** A host that sent nothing for this long is called silent. */
export const silentAfterSeconds = 60;
const goneAfterSeconds = 600;

export type HostState = 'ok' | 'late' | 'silent';

/** How a host's newest point relates to now. */
export function hostState(host: Host, nowSeconds: number): HostState {
  if (host.lastSeconds === null) return 'silent';
  const age = nowSeconds - host.lastSeconds;
  return age <= silentAfterSeconds ? 'ok' : age <= goneAfterSeconds ? 'late' : 'silent';
}

const keyOf: Record<Exclude<HostSort, 'name'>, (host: Host) => number | null> = {
  cpu: (host) => host.cpuPercent,
  memory: (host) => host.memoryPercent,
  load: (host) => (host.load1 === null ? null : host.load1 / Math.max(1, host.cores ?? 1)),
  disk: (host) => host.diskPercent,
  network: (host) =>
    host.rxBytes === null && host.txBytes === null ? null : (host.rxBytes ?? 0) + (host.txBytes ?? 0),
  uptime: (host) => host.uptimeSeconds,
  seen: (host) => host.lastSeconds,
};

const byName = (a: Host, b: Host): number => a.name.localeCompare(b.name, 'en', { numeric: true });

/**
 * Hosts whose name contains the filter (any case), in order. By name this machine stands first; by a value the
 * greatest is first and hosts without one are last.
 */
export function arrangeHosts(hosts: readonly Host[], filter: string, sort: HostSort): Host[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const found = hosts.filter((host) => words.every((word) => host.name.toLowerCase().includes(word)));
  if (sort === 'name') return found.sort((a, b) => Number(b.local) - Number(a.local) || byName(a, b));
  const key = keyOf[sort];
  return found.sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || byName(a, b);
    return right - left || byName(a, b);
  });
}

export function readSort(text: string | null): HostSort {
  return text !== null && (text === 'name' || text in keyOf) ? (text as HostSort) : 'name';
}
