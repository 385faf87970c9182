/** The parts of a metric's path, and the expressions of `seriesByTag`, as the builder shows them. */

/** Splits at the dots between segments. Those within braces, brackets or variables, and in tags behind `;`, belong to their segment. */
export function splitPath(path: string): string[] {
  const segments: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i < path.length; i++) {
    const character = path[i];
    if (character === ';') break;
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth = Math.max(0, depth - 1);
    else if (character === '.' && depth === 0) {
      segments.push(path.slice(start, i));
      start = i + 1;
    }
  }
  segments.push(path.slice(start));
  return segments;
}

/** The path with another segment at a place (at most one behind the last); an empty one ends the path there. */
export function withSegment(path: string, at: number, segment: string): string {
  const segments = path === '' ? [] : splitPath(path);
  if (segment === '') return segments.slice(0, at).join('.');
  segments[at] = segment;
  return segments.join('.');
}

/** The names that a segment stands for: one, or those of `{a,b}`; null for every other pattern. */
export function alternativesOf(segment: string): readonly string[] | null {
  const inside = /^\{([^{}[\]*?]*)\}$/.exec(segment);
  if (inside) return inside[1].split(',').filter(Boolean);
  return segment !== '' && !/[{}[\]*?]/.test(segment) ? [segment] : null;
}

/** Adds a name to those of a segment, or takes it away; a pattern such as `*` is replaced by the name. */
export function toggleAlternative(segment: string, name: string): string {
  const names = alternativesOf(segment) ?? [];
  const next = names.includes(name) ? names.filter((each) => each !== name) : [...names, name];
  if (next.length === 0) return '*';
  return next.length === 1 ? next[0] : `{${next.join(',')}}`;
}

/** The query that a path refers to, such as `A` for `#A`; null when it is a metric's path. */
export function referenceOf(path: string): string | null {
  return /^#([A-Z]{1,2})$/.exec(path)?.[1] ?? null;
}

export const tagOperators = ['=', '!=', '=~', '!=~'] as const;
export type TagOperator = (typeof tagOperators)[number];

/** One condition of `seriesByTag`. */
export interface TagExpression {
  readonly tag: string;
  readonly operator: TagOperator;
  readonly value: string;
}

/** Reads `host=~web.*`; null when it is no condition. */
export function readTagExpression(text: string): TagExpression | null {
  const match = /^([^!=~]+)(!=~|!=|=~|=)(.*)$/s.exec(text.trim());
  if (!match) return null;
  return { tag: match[1].trim(), operator: match[2] as TagOperator, value: match[3] };
}

export function writeTagExpression({ tag, operator, value }: TagExpression): string {
  return `${tag}${operator}${value}`;
}
