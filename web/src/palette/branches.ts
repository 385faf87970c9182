/**
 * Branches that are worth a dashboard of their own: of each metric found, the shortest beginning (in whole segments) that has all the
 * words in it, where something lies below it. The one with the most of the names comes first.
 */
export function branchesOf(names: readonly string[], text: string, most: number): string[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const counts = new Map<string, number>();
  for (const name of names) {
    const branch = branchOf(name, words);
    if (branch !== null) counts.set(branch, (counts.get(branch) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, inA], [b, inB]) => inB - inA || a.length - b.length)
    .slice(0, most)
    .map(([branch]) => branch);
}

/** Null where only the whole name has all the words; series with tags lie in no branch. */
function branchOf(name: string, words: readonly string[]): string | null {
  if (name.includes(';')) return null;
  const lower = name.toLowerCase();
  for (let dot = lower.indexOf('.'); dot >= 0; dot = lower.indexOf('.', dot + 1)) {
    const beginning = lower.slice(0, dot);
    if (words.every((word) => beginning.includes(word))) return name.slice(0, dot);
  }
  return null;
}
