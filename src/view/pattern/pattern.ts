/**
 * Regular expressions from dashboards, safe to run: whatever somebody wrote, matching takes time in proportion to the
 * length of the text, in the browser and on the server. The language is JavaScript's, without back references and looking
 * around; `/…/i` with its flags is read as well as the bare expression. It matches where JavaScript matches; only how much
 * is found may differ where something that can be empty is repeated, as in `(a*?)*`.
 */
import { PatternError, type PatternFlags, parsePattern } from './parsePattern.ts';
import { compileProgram, type Program, run } from './program.ts';

export interface PatternMatch {
  readonly index: number;
  readonly end: number;
  /** The whole match first, then each group; undefined where one took no part. */
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

export interface Pattern {
  test(text: string): boolean;
  match(text: string, from?: number): PatternMatch | null;
  /** The text with the first match (all, with the flag `g`) replaced; `$1`, `$&`, `$<name>` stand for what was found. */
  replace(text: string, replacement: string): string;
}

/** Longer expressions are refused, and of longer texts only the beginning is looked at. */
const longestPattern = 2000;
const longestText = 4000;

interface Compiled {
  readonly pattern: Pattern | null;
  readonly problem: string | null;
}

const known = new Map<string, Compiled>();

/** The expression ready to run; null when it is none that can be run here. */
export function compilePattern(text: string): Pattern | null {
  return compiled(text).pattern;
}

/** What is wrong with an expression, in a sentence; null when nothing is. */
export function patternProblem(text: string): string | null {
  return compiled(text).problem;
}

function compiled(text: string): Compiled {
  const before = known.get(text);
  if (before) return before;
  let made: Compiled;
  try {
    made = { pattern: compile(text), problem: null };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    made = { pattern: null, problem: `The expression cannot be read: ${error.message}.` };
  }
  if (known.size >= 300) known.clear();
  known.set(text, made);
  return made;
}

/** @throws PatternError */
function compile(text: string): Pattern {
  if (text.length > longestPattern)
    throw new PatternError(`it has ${text.length} characters, and ${longestPattern} are the most`);
  const slashed = /^\/(.*)\/([a-z]*)$/s.exec(text);
  let source = slashed ? slashed[1] : text;
  let letters = slashed ? slashed[2] : '';
  const inline = /^\(\?([ims]+)\)/.exec(source);
  if (inline) {
    source = source.slice(inline[0].length);
    letters += inline[1];
  }
  const flags: PatternFlags = {
    ignoreCase: letters.includes('i'),
    multiline: letters.includes('m'),
    dotAll: letters.includes('s'),
  };
  const parsed = parsePattern(source, flags);
  return patternOf(compileProgram(parsed, flags), parsed.names, letters.includes('g'));
}

function patternOf(program: Program, names: ReadonlyMap<string, number>, isGlobal: boolean): Pattern {
  const match = (text: string, from = 0): PatternMatch | null => {
    const looked = text.length > longestText ? text.slice(0, longestText) : text;
    if (from > looked.length) return null;
    const slots = run(program, looked, from);
    if (!slots) return null;
    const groups = Array.from({ length: slots.length / 2 }, (_, group) =>
      slots[2 * group] < 0 || slots[2 * group + 1] < 0
        ? undefined
        : looked.slice(slots[2 * group], slots[2 * group + 1]),
    );
    const named = Object.fromEntries([...names].map(([name, group]) => [name, groups[group]]));
    return { index: slots[0], end: slots[1], groups, named };
  };
  return {
    match,
    test: (text) => run(program, text.length > longestText ? text.slice(0, longestText) : text) !== null,
    replace(text, replacement) {
      let written = '';
      let done = 0;
      let from = 0;
      for (let found = match(text, from); found; found = isGlobal ? match(text, from) : null) {
        written += text.slice(done, found.index) + filledIn(replacement, found);
        done = found.end;
        // An empty match would be found again at the same place for ever.
        from = found.end === found.index ? found.end + 1 : found.end;
      }
      return written + text.slice(done);
    },
  };
}

function filledIn(replacement: string, { groups, named }: PatternMatch): string {
  return replacement.replace(
    /\$(?:\$|&|(\d{1,2})|<([^>]*)>)/g,
    (whole: string, digits: string | undefined, name: string | undefined) => {
      if (whole === '$$') return '$';
      if (whole === '$&') return groups[0]!;
      if (name !== undefined) return named[name] ?? '';
      const two = Number(digits);
      if (two > 0 && two < groups.length) return groups[two] ?? '';
      // `$12` with fewer groups is the first group and a 2.
      const one = Number(digits![0]);
      if (digits!.length === 2 && one > 0 && one < groups.length) return (groups[one] ?? '') + digits![1];
      return whole;
    },
  );
}
