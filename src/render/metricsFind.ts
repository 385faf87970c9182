/** Bodies of `/metrics/find`, in the two shapes that query editors ask for. */

/** A node as the store finds it. */
export interface FoundNode {
  readonly path: string;
  /** The last segment of the path. */
  readonly text: string;
  /** There is a series of this name. */
  readonly leaf: boolean;
  /** There are nodes below. */
  readonly branch: boolean;
}

export interface Found {
  readonly nodes: readonly FoundNode[];
}

export interface FindOptions {
  /** Add an entry `*` in front (treejson) or at the end (completer) when there are several. */
  readonly wildcards?: boolean;
}

/** An entry of the tree; flags are 0 or 1 because Grafana's server reads integers. */
export interface TreeEntry {
  readonly text: string;
  /** What to ask for next: the query up to its last dot, patterns and all, and the text. */
  readonly id: string;
  readonly context: Record<string, never>;
  readonly allowChildren: 0 | 1;
  readonly expandable: 0 | 1;
  readonly leaf: 0 | 1;
}

/** `format=treejson`: one entry for each distinct last segment, branches first, each kind sorted by text. */
export function treeJson(query: string, { nodes }: Found, options: FindOptions = {}): TreeEntry[] {
  const base = query.slice(0, query.lastIndexOf('.') + 1);
  const entry = (text: string, branch: boolean): TreeEntry => ({
    text,
    id: base + text,
    context: {},
    allowChildren: branch ? 1 : 0,
    expandable: branch ? 1 : 0,
    leaf: branch ? 0 : 1,
  });
  /** Text → whether anything of that text can be opened. */
  const texts = new Map<string, boolean>();
  for (const { text, branch } of nodes) texts.set(text, branch || texts.get(text) === true);
  const entries = [...texts].sort(byText).map(([text, branch]) => entry(text, branch));
  const branches = entries.filter((found) => found.expandable === 1);
  const leaves = entries.filter((found) => found.expandable === 0);
  const wildcard = options.wildcards && entries.length > 1 ? [entry('*', branches.length > 0)] : [];
  return [...wildcard, ...branches, ...leaves];
}

export interface CompleterEntry {
  /** Full path; of a branch with a dot at the end, ready for the next segment. Absent in the entry `*`. */
  readonly path?: string;
  readonly name: string;
  readonly is_leaf?: '0' | '1';
}

/**
 * What a completing editor means by the text typed so far: everything that begins with it. An empty segment
 * (`a..b`) stands for any; with `automaticVariants` a segment `a,b` means `{a,b}`.
 */
export function completerQuery(typed: string, { automaticVariants = false } = {}): string {
  const open = typed.replaceAll('..', '*.');
  const query = open.endsWith('*') ? open : `${open}*`;
  if (!automaticVariants) return query;
  return query
    .split('.')
    .map((segment) => (segment.includes(',') && !segment.includes('{') ? `{${segment}}` : segment))
    .join('.');
}

/** `format=completer`: every node found by {@link completerQuery}; one that is leaf and branch comes twice. */
export function completer({ nodes }: Found, options: FindOptions = {}): { metrics: CompleterEntry[] } {
  const metrics = nodes
    .toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .flatMap((node) => completerEntries(node));
  if (options.wildcards && metrics.length > 1) metrics.push({ name: '*' });
  return { metrics };
}

function completerEntries({ path, text, leaf, branch }: FoundNode): CompleterEntry[] {
  const entries: CompleterEntry[] = [];
  if (branch) entries.push({ path: `${path}.`, name: text, is_leaf: '0' });
  if (leaf) entries.push({ path, name: text, is_leaf: '1' });
  return entries;
}

function byText([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
