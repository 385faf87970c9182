export interface NamePart {
  /** Offset in the name. */
  readonly start: number;
  readonly text: string;
  readonly matched: boolean;
}

/** Cuts a name into what matches one of the blank-separated words (any case) and what lies between. */
export function markMatches(name: string, words: string): NamePart[] {
  const marks = new Uint8Array(name.length);
  const lower = name.toLowerCase();
  for (const word of words.toLowerCase().split(/\s+/)) {
    if (!word) continue;
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length))
      marks.fill(1, at, at + word.length);
  }
  const parts: NamePart[] = [];
  let start = 0;
  for (let i = 1; i <= name.length; i++) {
    if (i < name.length && marks[i] === marks[start]) continue;
    parts.push({ start, text: name.slice(start, i), matched: marks[start] === 1 });
    start = i;
  }
  return parts;
}
