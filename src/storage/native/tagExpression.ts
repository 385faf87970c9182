import { RE2JS } from 're2js';
import { BadRequestError, TooMuchError } from '../store.ts';

/**
 * One of graphite-web's tag expressions: `tag=value`, `tag!=value`, `tag=~pattern`, `tag!=~pattern`. A series without the tag
 * has the empty value for it. The tag `name` is the path.
 */
export interface TagExpression {
  readonly tag: string;
  /** True for `!=` and `!=~`. */
  readonly negated: boolean;
  /** The value, for `=` and `!=`; null for patterns. */
  readonly value: string | null;
  /** Whether a series without the tag satisfies it. */
  readonly acceptsAbsent: boolean;
  /** Whether a value satisfies it. A {@link TooMuchError} when patterns have taken too long altogether. */
  accepts(value: string): boolean;
}

/** Longer patterns than this are refused. */
const MOST_PATTERN = 1000;
/** Counted repetitions multiply a pattern: their counts may add up to this, and it may become so many instructions of RE2. */
const MOST_REPEATS = 1000;
const MOST_INSTRUCTIONS = 5000;
/** The clock is looked at after so much work, counted in characters × instructions: 2 ms at the very worst. */
const WORK_BETWEEN_LOOKS = 25_000;

/**
 * Throws a {@link BadRequestError} that says what is wrong. Once {@link cpuMilliseconds} is above `deadline`, patterns are given
 * up with a {@link TooMuchError}: RE2 takes time proportional to pattern and text, but there may be a million texts.
 */
export function parseTagExpression(text: string, deadline: number): TagExpression {
  const parts = /^([^;!=]+)(!?=~?)([^;]*)$/s.exec(text);
  if (parts === null) {
    throw new BadRequestError(
      `"${shorten(text)}" is no tag expression: write tag=value, tag!=value, tag=~pattern or tag!=~pattern, without ";"`,
    );
  }
  const [, tag = '', operator = '', spec = ''] = parts;
  const negated = operator.startsWith('!');
  if (!operator.endsWith('~')) {
    const accepts = (value: string) => (value === spec) !== negated;
    return { tag, negated, value: spec, acceptsAbsent: accepts(''), accepts };
  }
  const matches = anchoredPattern(spec, text, deadline);
  const accepts = (value: string) => matches(value) !== negated;
  return { tag, negated, value: null, acceptsAbsent: accepts(''), accepts };
}

/**
 * A pattern as Python's `re.match` takes it: bound to the beginning of the text, not to its end. RE2 has no syntax that could
 * take exponential time; what Python has beyond it (look-around, references back to groups) is refused with its name. `text` is
 * what errors show; `deadline` and errors are those of {@link parseTagExpression}.
 */
export function anchoredPattern(spec: string, text: string, deadline: number): (value: string) => boolean {
  if (spec.length > MOST_PATTERN) {
    throw new BadRequestError(
      `the pattern in "${shorten(text)}" has ${spec.length} characters, and ${MOST_PATTERN} are allowed`,
    );
  }
  const counts = [...spec.matchAll(/\{(\d*)(?:,(\d*))?\}/g)];
  const repeats = counts.reduce(
    (sum, [, least, most]) => sum + Math.max(Number(least), Number(most ?? 0)),
    0,
  );
  if (repeats > MOST_REPEATS)
    throw new BadRequestError(`the pattern in "${shorten(text)}" repeats too much: make its counts smaller`);
  // Python's \Z is RE2's \z.
  const source = spec.replace(/\\(.)/gs, (pair, character) => (character === 'Z' ? '\\z' : pair));
  let pattern: RE2JS;
  try {
    // Alone first, so that no bracket of it closes ours and its errors show it as it is.
    RE2JS.compile(source);
    pattern = RE2JS.compile(`^(?:${source})`);
  } catch (error) {
    const reason = (error as Error).message.replace(/^error parsing regexp: /, '');
    throw new BadRequestError(
      `the pattern in "${shorten(text)}" cannot be used: ${reason} (patterns have the syntax of RE2: no look-around, no references to groups)`,
    );
  }
  const instructions = pattern.programSize();
  if (instructions > MOST_INSTRUCTIONS) {
    throw new BadRequestError(`the pattern in "${shorten(text)}" repeats too much: make its counts smaller`);
  }
  let work = WORK_BETWEEN_LOOKS;
  return (value) => {
    work += (value.length + 1) * instructions;
    if (work >= WORK_BETWEEN_LOOKS) {
      work = 0;
      if (cpuMilliseconds() > deadline) {
        throw new TooMuchError(
          `the pattern in "${shorten(text)}" takes too long over the values that there are; make it simpler, or add an expression that names a value exactly`,
        );
      }
    }
    return pattern.test(value);
  };
}

/** What this thread has computed: unlike the clock, not the time in which others had the processor. */
export function cpuMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
