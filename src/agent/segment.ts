import { segment } from '../model/segment.ts';

/** The segment of a mount point: `/` is `root`, `/var/log` is `var_log`. */
export function mountSegment(mountPoint: string): string {
  const inner = mountPoint.replace(/^\/+|\/+$/g, '');
  return inner === '' ? 'root' : segment(inner);
}

/** `wanted`, or `wanted_2`, `wanted_3` … when another device has the name already. */
export function freeSegment(wanted: string, taken: (candidate: string) => boolean): string {
  let candidate = wanted;
  for (let i = 2; taken(candidate); i++) candidate = `${wanted}_${i}`;
  return candidate;
}
