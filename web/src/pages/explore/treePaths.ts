/** Where the targets of a query stand in the tree of metrics. */
export interface TreePaths {
  /** Branches that have to be open for the targets to be seen. */
  readonly open: readonly string[];
  /** Series that are asked for by their full name. */
  readonly leaves: ReadonlySet<string>;
}

/** Quoted texts, names of functions, and paths; only the last are looked at. */
const tokens = /"[^"]*"?|'[^']*'?|[A-Za-z_]\w*(?=\s*\()|((?:\{[^{}]*\}|[^\s(),"'{}|=])+)/g;

/** Finds the paths in targets: branches as far as a path has no wildcard. Numbers are arguments, not paths. */
export function treePaths(targets: readonly string[]): TreePaths {
  const open = new Set<string>();
  const leaves = new Set<string>();
  for (const target of targets) {
    for (const [, path] of target.matchAll(tokens)) {
      if (path === undefined || !Number.isNaN(Number(path))) continue;
      const segments = path.split('.');
      const wild = segments.findIndex((segment) => /[*?[{]/.test(segment));
      if (wild < 0) leaves.add(path);
      const depth = wild < 0 ? segments.length - 1 : wild;
      for (let i = 1; i <= depth; i++) open.add(segments.slice(0, i).join('.'));
    }
  }
  return { open: [...open], leaves };
}
