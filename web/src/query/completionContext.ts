/** What can stand where the cursor is in a target. */
export interface CompletionPlace {
  /** Offset at which the name or the path begins. */
  readonly wordStart: number;
  /** From there to the cursor. */
  readonly word: string;
  /** The path above the segment being typed, such as `hosts.web01`; empty at the root. */
  readonly parent: string;
  /** Offset at which the segment (or the alternative inside braces) begins. */
  readonly segmentStart: number;
  readonly segment: string;
  /** Inside `{a,b`: only names of the same level fit, and no dot follows them. */
  readonly inBraces: boolean;
  /** Inside the parentheses of a call. */
  readonly inCall: boolean;
}

/**
 * Finds what is being typed at `cursor`. Null inside quotes, where any text may stand, and right behind a
 * number that is an argument.
 */
export function completionPlace(text: string, cursor: number): CompletionPlace | null {
  let wordStart = 0;
  let segmentStart = 0;
  let braces = 0;
  let alternative = -1;
  let depth = 0;
  let quote = '';
  for (let i = 0; i < cursor; i++) {
    const char = text[i];
    if (quote) {
      if (char === quote) quote = '';
      continue;
    }
    if (char === '"' || char === "'") quote = char;
    else if (char === '{') {
      braces++;
      alternative = i + 1;
    } else if (char === '}') {
      braces = Math.max(0, braces - 1);
    } else if (char === ',' && braces > 0) {
      alternative = i + 1;
    } else if (/[\s(),=]/.test(char)) {
      if (char === '(') depth++;
      if (char === ')') depth = Math.max(0, depth - 1);
      wordStart = i + 1;
      segmentStart = i + 1;
      braces = 0;
    } else if (char === '.' && braces === 0) {
      segmentStart = i + 1;
    }
  }
  if (quote) return null;
  const word = text.slice(wordStart, cursor);
  if (/^-?\d+(\.\d*)?$/.test(word) && depth > 0) return null;
  const start = braces > 0 ? alternative : segmentStart;
  return {
    wordStart,
    word,
    parent: text.slice(wordStart, Math.max(wordStart, segmentStart - 1)),
    segmentStart: start,
    segment: text.slice(start, cursor),
    inBraces: braces > 0,
    inCall: depth > 0,
  };
}

/** True when a path contains a glob, so that it names many branches. */
export function hasGlob(path: string): boolean {
  return /[*?{[]/.test(path);
}
