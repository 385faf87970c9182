/**
 * What clicking a legend's row does. A plain click shows that series alone, and all again when it already
 * stood alone; with Ctrl or Cmd it switches the one series. Never is everything off.
 */
export function clickLegend(
  keys: readonly string[],
  hidden: ReadonlySet<string>,
  key: string,
  toggle: boolean,
): Set<string> {
  const next = new Set(hidden);
  if (toggle) {
    if (next.has(key)) next.delete(key);
    else next.add(key);
    return keys.every((one) => next.has(one)) ? new Set() : next;
  }
  const alone = !hidden.has(key) && keys.every((one) => one === key || hidden.has(one));
  return alone ? new Set() : new Set(keys.filter((one) => one !== key));
}
