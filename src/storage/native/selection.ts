import { isGlob } from '../../model/isGlob.ts';
import { BadRequestError } from '../store.ts';
import { dottedBraces, segmentMatcher, splitPattern } from './glob.ts';
import { canonicalName } from './nameRules.ts';
import { NameWalk } from './nameWalk.ts';
import type { NativeEngine } from './nativeEngine.ts';
import { Slices } from './slices.ts';
import { segmentEnd } from './treeNodes.ts';

/**
 * Which series an administrator means. A pattern is a glob over names as in `find`, an exact name (tags in any order), or, ending
 * in `.**` or being `**`, everything below a branch, tagged series included.
 */

type SearchedEngine = Pick<NativeEngine, 'registry' | 'seriesMatching'>;

/** Series that any of the patterns means, sorted by name, each once; all have a name at the moment of the answer. */
export async function selectSeries(
  engine: SearchedEngine,
  patterns: readonly string[],
): Promise<Uint32Array<ArrayBuffer>> {
  const { registry } = engine;
  const found: number[] = [];
  let sorted = true;
  for (const pattern of patterns) {
    const before = found.length;
    const prefix = branchOf(pattern);
    if (prefix === null) for (const series of engine.seriesMatching(pattern)) found.push(series);
    else await each(below(engine, prefix), (series) => found.push(series));
    if (before > 0 && found.length > before) sorted = false;
  }
  const named = Uint32Array.from(found.filter((series) => registry.hasName(series)));
  if (sorted) return named;
  return registry.sortByName(Uint32Array.from(new Set(named)));
}

/** Calls `take` with each value, in slices. */
async function each(values: Iterable<number>, take: (value: number) => void): Promise<void> {
  const slices = new Slices();
  for (const value of values) {
    take(value);
    if (slices.due) await slices.pause();
  }
}

/** The path above `.**`, empty for `**`; null for patterns of another kind. */
function branchOf(pattern: string): string | null {
  if (pattern === '') throw new BadRequestError('an empty pattern means no series; ** means all');
  const prefix = pattern === '**' ? '' : pattern.endsWith('.**') ? pattern.slice(0, -3) : null;
  if (splitPattern(prefix ?? pattern).includes('**')) {
    throw new BadRequestError(`"${pattern}": ** stands at the end alone, for all series below a branch`);
  }
  return prefix;
}

/**
 * All series below the branches of a path or glob, by name. Series may come and go between two steps: what came may be missed.
 */
export function* below({ registry }: Pick<SearchedEngine, 'registry'>, prefix: string): Generator<number> {
  const { tree } = registry;
  const branches = isGlob(prefix)
    ? tree
        .find(prefix)
        .filter(({ branch }) => branch)
        .map(({ path }) => path)
    : [prefix];
  for (const branch of branches) {
    const node = tree.nodes.nodeOf(encoder.encode(branch));
    if (node < 0) continue;
    const walk = new NameWalk(tree.nodes, node);
    for (let series = walk.next(); series >= 0; series = walk.next()) yield series;
  }
}

/** Whether a canonical name is one that a pattern means: the same as {@link selectSeries}, for one name at a time. */
export function nameMatcher(
  pattern: string,
  limits: Parameters<typeof canonicalName>[1],
): (name: Uint8Array) => boolean {
  const prefix = branchOf(pattern);
  if (prefix === '') return () => true;
  if (prefix === null && !isGlob(pattern)) {
    const canonical = canonicalName(encoder.encode(pattern), limits);
    if (typeof canonical === 'string')
      throw new BadRequestError(`"${pattern}" can't be the name of a series: ${canonical}`);
    return (name) => Buffer.compare(name, canonical) === 0;
  }
  const path = prefix ?? pattern;
  const semicolon = path.indexOf(';');
  const tags = semicolon < 0 ? '' : path.slice(semicolon);
  const alternatives = dottedBraces(semicolon < 0 ? path : path.slice(0, semicolon)).map((alternative) => {
    const segments = splitPattern(alternative);
    segments[segments.length - 1] += tags;
    return segments.map(segmentMatcher);
  });
  return (name) =>
    alternatives.some((levels) => {
      let start = 0;
      for (const level of levels) {
        if (start >= name.length) return false;
        const end = segmentEnd(name, start);
        if (!level.matches(name, start, end)) return false;
        start = end + 1;
      }
      return prefix === null ? start > name.length : start < name.length;
    });
}

const encoder = new TextEncoder();
