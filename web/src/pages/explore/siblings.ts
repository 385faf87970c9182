/** From one series to others: what stands beside it, and the same thing elsewhere. */
import { splitPath } from '../../query/pathSegments.ts';
import { treePaths } from './treePaths.ts';

export interface Sibling {
  readonly label: string;
  readonly target: string;
}

/**
 * The path of a series: its name where it is one, the only path in the name, or the only one in the target that it came
 * from. Null where several series went into it, or a name hides where it is from.
 */
export function seriesPath(name: string, target: string): string | null {
  const bare = name.split(';')[0];
  if (/^[^\s(){}*?[\],"';]+$/.test(bare) && bare.includes('.')) return bare;
  for (const text of [name, target]) {
    const [path, ...others] = treePaths([text]).leaves;
    if (path?.includes('.') && others.length === 0) return path;
  }
  return null;
}

/** Patterns beside a path: all of its branch, then the same under other names at each level. */
export function siblingsOf(path: string): Sibling[] {
  const segments = splitPath(path);
  if (segments.length < 2) return [];
  const parent = segments.slice(0, -1).join('.');
  const found: Sibling[] = [{ label: `All of ${parent}`, target: `${parent}.*` }];
  for (let i = segments.length - 2; i >= 0; i--) {
    // Every tree has one root for a kind of thing: another one has nothing of the same shape.
    if (i === 0 && segments.length > 2) continue;
    found.push({
      label: `The same of everything beside ${segments[i]}`,
      target: segments.map((segment, at) => (at === i ? '*' : segment)).join('.'),
    });
  }
  return found;
}

/** Of a series with tags: the same with any value of each of them. */
export function taggedSiblings(name: string): Sibling[] {
  const [own, ...tags] = name.split(';');
  if (tags.length === 0) return [];
  const expressions = [`name=${own}`, ...tags];
  return tags.map((tag, i) => {
    const [key] = tag.split('=');
    const others = expressions.filter((_, at) => at !== i + 1);
    return {
      label: `The same with any ${key}`,
      target: `seriesByTag(${[...others, `${key}=~.+`].map((text) => `'${text}'`).join(', ')})`,
    };
  });
}

/** The machine that a path belongs to; null when it is no host's. */
export function hostOf(path: string): string | null {
  return /^hosts\.([^.*?{}[\]]+)\../.exec(path)?.[1] ?? null;
}

/** Branches that a path lies in, the nearest first. */
export function branchesOf(path: string): string[] {
  const segments = splitPath(path);
  return segments.slice(0, -1).map((_, i) => segments.slice(0, segments.length - 1 - i).join('.'));
}
