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

function sentence(reason: string): string {
  const words = reason
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
