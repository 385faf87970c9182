/** Reasons that the server counts under, in words. An unknown one is shown as it is, with blanks for dashes. */
const known: Readonly<Record<string, string>> = {
  'bad-line': 'Lines that are not “name value time”',
  'bad-value': 'Values that are no number',
  'bad-timestamp': 'Times that are no number',
  'not-finite': 'Values that are infinite or not a number',
  'line-too-long': 'Lines that are too long',
  'incomplete-line': 'Lines cut off when the connection ended',
  'name-empty': 'Names that are empty or have an empty segment',
  'name-characters': 'Names with characters that are not allowed',
  'name-too-long': 'Names that are too long',
  'name-too-deep': 'Names with too many segments',
  'name-tags': 'Names with tags that cannot be read',
  'too-many-series': 'New names beyond the limit of series',
  'too-old': 'Points older than is kept',
  'in-the-future': 'Points too far in the future',
  'store-not-writable': 'Points that came while the disk refused writes',
};

export interface Refusal {
  readonly reason: string;
  readonly words: string;
  readonly count: number;
}

/** What was refused and how often, most frequent first; reasons that never happened are left out. */
export function refusedInWords(refused: Readonly<Record<string, number>>): Refusal[] {
  return Object.entries(refused)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ reason, count, words: known[reason] ?? sentence(reason) }))
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}

export interface PrefixRefusal {
  /** First segment of the names. */
  readonly prefix: string;
  readonly count: number;
  /** The reasons, most frequent first. */
  readonly reasons: readonly Refusal[];
}

/** The same by beginning of the name, those with most refusals first; at most `limit` of them. */
export function refusedByPrefix(
  refused: Readonly<Record<string, Readonly<Record<string, number>>>>,
  limit: number,
): { readonly shown: PrefixRefusal[]; readonly left: number } {
  const byPrefix = new Map<string, Record<string, number>>();
  for (const [reason, prefixes] of Object.entries(refused)) {
    for (const [prefix, count] of Object.entries(prefixes)) {
      byPrefix.set(prefix, { ...byPrefix.get(prefix), [reason]: count });
    }
  }
  const all = [...byPrefix]
    .map(([prefix, counts]) => {
      const reasons = refusedInWords(counts);
      return { prefix, reasons, count: reasons.reduce((sum, reason) => sum + reason.count, 0) };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.prefix.localeCompare(b.prefix));
  return { shown: all.slice(0, limit), left: Math.max(0, all.length - limit) };
}

function sentence(reason: string): string {
  const words = reason
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
