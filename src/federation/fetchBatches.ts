/** Which requests travel to a remote server together. */
import type { FetchRequest } from '../storage/store.ts';

export interface FetchBatch {
  readonly from: number;
  readonly until: number;
  readonly targets: readonly BatchTarget[];
}

export interface BatchTarget {
  /** As the remote server gets it. */
  readonly text: string;
  /** Where in the list of requests it stands. */
  readonly index: number;
}

const MAX_TARGETS = 50;
/** Together they are to fit into a URL. */
const MAX_LENGTH = 3000;

/**
 * Patterns over the same range go together, `most` at a time, in the order of the requests. Expressions over tags go alone:
 * servers disagree on how to write them back, so an answer would not say which series belong to which.
 */
export function fetchBatches(requests: readonly FetchRequest[], most = MAX_TARGETS): FetchBatch[] {
  const batches: { from: number; until: number; targets: BatchTarget[]; length: number }[] = [];
  const open = new Map<string, (typeof batches)[number]>();
  for (const [index, { pattern, tags, from, until }] of requests.entries()) {
    const text = tags === undefined ? pattern : seriesByTag(tags);
    const range = `${from} ${until}`;
    const batch = tags === undefined ? open.get(range) : undefined;
    if (batch !== undefined && batch.targets.length < most && batch.length + text.length <= MAX_LENGTH) {
      batch.targets.push({ text, index });
      batch.length += text.length;
    } else {
      const next = { from, until, targets: [{ text, index }], length: text.length };
      batches.push(next);
      if (tags === undefined) open.set(range, next);
    }
  }
  return batches;
}

/** Strings of targets keep their backslashes, except before the quote that encloses them. */
function seriesByTag(expressions: readonly string[]): string {
  const texts = expressions.map((expression) => {
    const quote = expression.includes("'") ? '"' : "'";
    return quote + expression.replaceAll(quote, `\\${quote}`) + quote;
  });
  return `seriesByTag(${texts.join(', ')})`;
}
