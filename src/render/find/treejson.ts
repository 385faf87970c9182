/** For trees that open level by level: one entry for each distinct last segment. */
import { jsonAnswer } from '../jsonAnswer.ts';
import { compare } from './entries.ts';
import type { FindFormat, FindOptions, FoundQuery } from './format.ts';

export const treejson: FindFormat = {
  name: 'treejson',
  distinctTexts: true,
  render: (found, options) => jsonAnswer(Buffer.from(tree(found, options)), options),
};

/** A text of the tree: where it leads to, and whether that can be opened. */
interface Entry {
  readonly text: string;
  /** The query up to its last dot, patterns and all: with the text behind it, what to ask for next. */
  readonly base: string;
  readonly branch: boolean;
}

/** Branches first, each kind sorted by text; what several queries found has the id of the first. */
function tree(found: readonly FoundQuery[], { wildcards = false }: FindOptions): string {
  const sorted = entries(found);
  const branches = sorted.filter(({ branch }) => branch);
  const leaves = sorted.filter(({ branch }) => !branch);
  const all = [...branches, ...leaves];
  if (wildcards && all.length > 1) {
    all.unshift({ text: '*', base: baseOf(found[0]?.query ?? ''), branch: branches.length > 0 });
  }
  let text = '[';
  let base = '';
  let quoted = '';
  for (const [i, entry] of all.entries()) {
    if (i === 0 || entry.base !== base) {
      base = entry.base;
      quoted = JSON.stringify(base).slice(0, -1);
    }
    const own = JSON.stringify(entry.text);
    const open = entry.branch ? OPENS : LEAF;
    text += `${i === 0 ? '' : ','}{"text":${own},"id":${quoted}${own.slice(1)}${open}`;
  }
  return `${text}]`;
}

function entries(found: readonly FoundQuery[]): Entry[] {
  const [first] = found;
  // As the store gives them: each text once, in order.
  if (
    found.length === 1 &&
    first!.nodes.every(({ text }, i) => i === 0 || first!.nodes[i - 1]!.text < text)
  ) {
    const base = baseOf(first!.query);
    return first!.nodes.map(({ text, branch }) => ({ text, base, branch }));
  }
  const texts = new Map<string, Entry>();
  for (const { query, nodes } of found) {
    const base = baseOf(query);
    for (const { text, branch } of nodes) {
      const known = texts.get(text);
      if (known === undefined) texts.set(text, { text, base, branch });
      else if (branch && !known.branch) texts.set(text, { ...known, branch });
    }
  }
  return [...texts.values()].sort((a, b) => compare(a.text, b.text));
}

function baseOf(query: string): string {
  return query.slice(0, query.lastIndexOf('.') + 1);
}

/**
 * What ends an entry. Flags are 0 or 1 because Grafana's server reads integers. Written here: an object for each of thousands of
 * entries would take three times as long.
 */
const OPENS = ',"context":{},"allowChildren":1,"expandable":1,"leaf":0}';
const LEAF = ',"context":{},"allowChildren":0,"expandable":0,"leaf":1}';
