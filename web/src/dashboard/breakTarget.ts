/** One target for each series that a pattern in it matches. */
import type { TargetNode } from '../../../src/schema/dashboards.ts';

/** A piece of a target that is a pattern, with its place in the text. */
export interface PatternPlace {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const wild = /[*?{[]/;

/** The first path of a target's tree that is a pattern; null when there is none. */
export function patternOf(tree: TargetNode): PatternPlace | null {
  if (tree.kind === 'path') return wild.test(tree.text) ? tree : null;
  if (tree.kind !== 'call') return null;
  for (const argument of [...tree.args, ...Object.values(tree.named)]) {
    const found = patternOf(argument);
    if (found) return found;
  }
  return null;
}

/** The target once for each name in the place of its pattern, called by those levels of the name that differ. */
export function breakTarget(
  target: string,
  place: PatternPlace,
  names: readonly string[],
): { target: string; title: string }[] {
  const levels = names.map((name) => name.split('.'));
  const differing = levels[0]?.map((level, i) => levels.some((other) => other[i] !== level)) ?? [];
  return names.map((name, n) => {
    const title = levels[n].filter((_, i) => differing[i] ?? true).join(' ');
    return { target: target.slice(0, place.from) + name + target.slice(place.to), title: title || name };
  });
}
