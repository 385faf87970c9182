/**
 * The names without the parts that all begin or end with, so that what tells them apart has room: of `hosts.web01.cpu` and
 * `hosts.web02.cpu` that is `web01` and `web02`. Names are cut at dots only, something is left of each, and what is no path
 * (no dots, or a function around it) stays as it is.
 */
export function shortNames(names: readonly string[]): string[] {
  const paths = names.map((name) => (name.includes('.') && !/[()]/.test(name) ? name.split('.') : null));
  const known = paths.filter((path) => path !== null);
  if (known.length < 2) return [...names];
  const least = Math.min(...known.map((path) => path.length));
  const [first] = known;
  let head = 0;
  while (head < least - 1 && known.every((path) => path[head] === first[head])) head++;
  let tail = 0;
  while (tail < least - 1 - head && known.every((path) => path.at(-1 - tail) === first.at(-1 - tail))) tail++;
  return paths.map((path, i) => (path ? path.slice(head, path.length - tail).join('.') : names[i]));
}

/** The names as they are if all fit, else shortened by what they have in common. */
export function namesThatFit(
  names: readonly string[],
  width: number,
  measure: (text: string) => number,
): string[] {
  return names.every((name) => measure(name) <= width) ? [...names] : shortNames(names);
}
