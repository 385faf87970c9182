/** Names of edits as a short list: each once, with how often it was done, and no more than one can read. */
export function listChanges(names: readonly string[], most = 12): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const lines = [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count} times)`));
  if (lines.length <= most) return lines;
  return [`${lines.length - most + 1} earlier changes`, ...lines.slice(1 - most)];
}
