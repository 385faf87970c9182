import { guessUnit } from '../../../../src/view/units/units.ts';

/** The targets of a page address; blank ones are left out. */
export function readTargets(search: string): string[] {
  return new URLSearchParams(search).getAll('target').filter((target) => target.trim() !== '');
}

/** The search part with these targets in place of the ones it had. */
export function writeTargets(search: string, targets: readonly string[]): string {
  const params = new URLSearchParams(search);
  params.delete('target');
  for (const target of targets) if (target.trim()) params.append('target', target.trim());
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** The unit that the names of the series suggest, or else the targets; plain numbers when they do not agree. */
export function commonUnit(names: readonly string[], targets: readonly string[]): string {
  for (const texts of [names, targets]) {
    const guesses = new Set(texts.map(guessUnit));
    const [only] = guesses;
    if (guesses.size === 1 && only !== 'short') return only;
  }
  return 'short';
}

/** A target that keeps the `count` series with the greatest mean. */
export function narrowTarget(target: string, count: number): string {
  return `highestAverage(${target},${count})`;
}
