/**
 * Makes one segment of a metric's name out of any text: letters, digits and `_-:+@` stay, everything that separates
 * (dots, blanks, slashes), that a target could not hold unquoted, or that is a glob becomes `_`.
 */
export function segment(text: string): string {
  return text.replace(/[^\p{L}\p{N}_\-:+@]/gu, '_') || '_';
}

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
