/** A branch of the tree of metrics with what is below it, as far as was looked. */
import type { ActiveRange, MetricStore } from '../../storage/store.ts';

export interface MetricBranch {
  readonly name: string;
  /** Full path; empty for the root. */
  readonly path: string;
  /** Sorted, numbers by their size. */
  readonly leaves: readonly string[];
  readonly branches: readonly MetricBranch[];
}

/** Levels that are looked at below the branch, and nodes of each. */
const LEVELS = 4;
const NODES_A_LEVEL = 2000;

const natural = new Intl.Collator('en', { numeric: true });

/** What is below a path. `complete` is false where there is more than was looked at. */
export async function readBranch(
  path: string,
  store: Pick<MetricStore, 'find'>,
  active?: ActiveRange,
): Promise<{ branch: MetricBranch; complete: boolean }> {
  const root = growing(path);
  const known = new Map([[path, root]]);
  let complete = true;
  let pattern = path === '' ? '*' : `${path}.*`;
  for (let level = 0; level < LEVELS; level++, pattern += '.*') {
    const { nodes, truncated } = await store.find(pattern, { limit: NODES_A_LEVEL, active });
    if (truncated) complete = false;
    let branches = 0;
    for (const node of nodes) {
      const dot = node.path.lastIndexOf('.');
      // A level that was cut may have left the parent out.
      const parent = known.get(dot === -1 ? '' : node.path.slice(0, dot));
      if (parent === undefined) continue;
      if (node.leaf) parent.leaves.push(node.path.slice(dot + 1));
      if (!node.branch) continue;
      branches++;
      const branch = growing(node.path);
      parent.branches.push(branch);
      known.set(node.path, branch);
    }
    if (branches === 0) return { branch: sorted(root), complete };
  }
  return { branch: sorted(root), complete: false };
}

interface GrowingBranch {
  readonly path: string;
  readonly leaves: string[];
  readonly branches: GrowingBranch[];
}

function growing(path: string): GrowingBranch {
  return { path, leaves: [], branches: [] };
}

function sorted({ path, leaves, branches }: GrowingBranch): MetricBranch {
  return {
    path,
    name: path.slice(path.lastIndexOf('.') + 1),
    leaves: leaves.toSorted(natural.compare),
    branches: branches.map(sorted).toSorted((a, b) => natural.compare(a.name, b.name)),
  };
}
