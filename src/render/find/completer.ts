/** For editors that complete what is being typed. */
import { jsonAnswer } from '../jsonAnswer.ts';
import { nodeEntries } from './entries.ts';
import type { FindFormat, FindOptions, FoundQuery } from './format.ts';

interface CompleterEntry {
  /** Full path; of a branch with a dot at the end, ready for the next segment. Absent in the entry `*`. */
  readonly path?: string;
  readonly name: string;
  readonly is_leaf?: '0' | '1';
}

export const completer: FindFormat = {
  name: 'completer',
  // An editor shows a few dozen of them; they are sorted, so more letters bring the others up.
  completes: { most: 1000, pattern },
  render(found, options) {
    return jsonAnswer(Buffer.from(JSON.stringify({ metrics: entries(found, options) })), options);
  },
};

/**
 * What is meant by the text typed so far: everything that begins with it. An empty segment (`a..b`) stands for any;
 * with `automaticVariants` a segment `a,b` means `{a,b}`.
 */
function pattern(typed: string, automaticVariants: boolean): string {
  const open = typed.replaceAll('..', '*.');
  const query = open.endsWith('*') ? open : `${open}*`;
  if (!automaticVariants) return query;
  return query
    .split('.')
    .map((segment) => (segment.includes(',') && !segment.includes('{') ? `{${segment}}` : segment))
    .join('.');
}

function entries(found: readonly FoundQuery[], { wildcards = false }: FindOptions): CompleterEntry[] {
  const list = nodeEntries(found).map(
    ({ path, text, isLeaf }): CompleterEntry => ({
      path: isLeaf ? path : `${path}.`,
      name: text,
      is_leaf: isLeaf ? '1' : '0',
    }),
  );
  return wildcards && list.length > 1 ? [...list, { name: '*' }] : list;
}
