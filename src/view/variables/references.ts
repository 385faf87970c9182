/** `#A` in a target stands for the whole target A. */

export interface ReferencedTarget {
  readonly refId: string;
  readonly target: string;
  /** Why the target cannot be asked, in a sentence; missing when all is well. */
  readonly problem?: string;
}

/** Longer than any target that a server reads. */
const longest = 100_000;

/**
 * The targets with what `#A`, `#B` … stand for in their place, as deep as they refer to each other. Texts in quotes are
 * left alone, as is what names no target. A target that comes back to itself, or grows beyond what can be asked, is
 * given back as it was, with the problem.
 */
export function expandReferences(
  targets: readonly { readonly refId: string; readonly target: string }[],
): ReferencedTarget[] {
  const byId = new Map(targets.map(({ refId, target }) => [refId, target]));
  const done = new Map<string, string>();

  const expand = (refId: string, open: readonly string[]): string => {
    const known = done.get(refId);
    if (known !== undefined) return known;
    if (open.includes(refId))
      throw new ReferenceProblem(
        `#${refId} refers to itself: ${[...open.slice(open.indexOf(refId)), refId].join(' → ')}`,
      );
    let length = 0;
    const text = replaceReferences(byId.get(refId)!, (name) => {
      if (!byId.has(name)) return undefined;
      const inside = expand(name, [...open, refId]);
      length += inside.length;
      if (length > longest)
        throw new ReferenceProblem(`#${refId} is longer than ${longest} characters with what it refers to`);
      return inside;
    });
    done.set(refId, text);
    return text;
  };

  return targets.map(({ refId, target }) => {
    try {
      return { refId, target: expand(refId, []) };
    } catch (error) {
      if (!(error instanceof ReferenceProblem)) throw error;
      return { refId, target, problem: error.message };
    }
  });
}

class ReferenceProblem extends Error {}

/** The references of a target, in order, each once. */
export function referencesIn(target: string): string[] {
  const found = new Set<string>();
  replaceReferences(target, (name) => {
    found.add(name);
    return undefined;
  });
  return [...found];
}

/** A quoted text, or a reference. */
const parts = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#([A-Z]{1,2})(?![A-Za-z0-9_])/g;

/** The target with what `textOf` says for each reference; what it does not know stays. */
export function replaceReferences(target: string, textOf: (name: string) => string | undefined): string {
  return target.replace(parts, (whole: string, name: string | undefined) =>
    name === undefined ? whole : (textOf(name)?.trim() ?? whole),
  );
}
