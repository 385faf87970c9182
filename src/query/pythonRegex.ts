/**
 * Regular expressions as Python's `re` reads them, which is what graphite-web's functions take, run by RE2: no pattern
 * takes more time than its length times that of the text. What Python has beyond RE2 (look-ahead, references back to
 * groups inside the pattern) is refused.
 */
import { type Matcher, RE2JS, RE2JSException } from 're2js';
import { FunctionError } from './registry/defineFunction.ts';
import { shortened } from './shortened.ts';

/** Longer patterns than this are refused. */
const MOST_PATTERN = 1000;
/** Counted repetitions multiply a pattern: their counts may add up to this, and it may become so many instructions of RE2. */
const MOST_REPEATS = 1000;
const MOST_INSTRUCTIONS = 5000;
/** Characters times instructions that one pattern may be given to do: a minute at the very worst, usually a few seconds. */
const MOST_WORK = 3e8;
/** A character of a new name counts as so much work: names cannot be made to fill the memory. */
const WORK_PER_NEW_CHARACTER = 20;

/** A text that stands in a replacement as it is, or the number of the group whose text stands there. */
type TemplatePart = string | number;

/** Compiles a pattern; throws a {@link FunctionError} that shows it and says what is wrong. */
export function pythonRegex(pattern: string): PythonRegex {
  return new PythonRegex(compile(pattern));
}

class PythonRegex {
  private readonly regex: RE2JS;
  private readonly instructions: number;
  private work = 0;

  constructor(regex: RE2JS) {
    this.regex = regex;
    this.instructions = regex.programSize();
  }

  /** Whether it is found anywhere in the text, as by `re.search`. Throws a {@link FunctionError} after too much work. */
  isIn(text: string): boolean {
    this.chargeFor(text.length);
    return this.regex.test(text);
  }

  /**
   * What replaces every match in a text, as `re.sub` does. The replacement may hold `\1`, `\g<1>` and `\g<name>` for groups;
   * throws a {@link FunctionError} where it names one that the pattern does not have.
   */
  substitution(replacement: string): (text: string) => string {
    const template = parseTemplate(replacement, this.regex);
    return (text) => this.replaceIn(text, template);
  }

  private replaceIn(text: string, template: readonly TemplatePart[]): string {
    const matcher = this.regex.matcher(text);
    let out = '';
    let copied = 0;
    let at = 0;
    while (at <= text.length) {
      this.chargeFor(text.length - at);
      if (!matcher.find(at)) break;
      const [start, end] = [matcher.start(), matcher.end()];
      out += text.slice(copied, start) + expand(template, matcher);
      copied = end;
      // An empty match may follow a longer one directly, as in Python, but not another empty one.
      at = end > start ? end : end + characterLength(text, end);
    }
    out += text.slice(copied);
    this.charge(out.length * WORK_PER_NEW_CHARACTER);
    return out;
  }

  private chargeFor(characters: number): void {
    this.charge((characters + 1) * this.instructions);
  }

  private charge(work: number): void {
    this.work += work;
    if (this.work > MOST_WORK) {
      throw new FunctionError(
        'the pattern takes too long over all these names',
        'use a simpler pattern or fewer series',
      );
    }
  }
}

/** Of what Python counts as one: two units of JavaScript beyond U+FFFF. */
function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function compile(pattern: string): RE2JS {
  const shown = `"${shortened(pattern)}"`;
  if (pattern.length > MOST_PATTERN) {
    throw new FunctionError(
      `the pattern ${shown} has ${pattern.length} characters, and ${MOST_PATTERN} are allowed`,
    );
  }
  const tooMuch = new FunctionError(`the pattern ${shown} repeats too much`, 'make its counts smaller');
  if (repeatsIn(pattern) > MOST_REPEATS) throw tooMuch;
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(inSyntaxOfRe2(pattern), RE2JS.LOOKBEHINDS);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const reason = error.message.replace(/^error parsing regexp: /, '');
    throw new FunctionError(
      `the pattern ${shown} cannot be used: ${reason}`,
      'patterns have the syntax of RE2, without look-ahead and references to groups',
    );
  }
  if (regex.programSize() > MOST_INSTRUCTIONS) throw tooMuch;
  return regex;
}

/** Sum of all counts in braces. */
function repeatsIn(pattern: string): number {
  const counts = [...pattern.matchAll(/\{(\d*)(?:,(\d*))?\}/g)];
  return counts.reduce((sum, [, least, most]) => sum + Math.max(Number(least), Number(most ?? 0)), 0);
}

/** Python's `\w` and `\d` mean letters and digits of all alphabets, RE2's only English ones. */
const CLASSES: Readonly<Record<string, string>> = {
  w: '[\\p{L}\\p{N}_]',
  W: '[^\\p{L}\\p{N}_]',
  d: '\\p{Nd}',
  D: '\\P{Nd}',
};
/** The same within brackets, where there is no way to write all but `\w`. */
const CLASSES_IN_BRACKETS: Readonly<Record<string, string>> = { ...CLASSES, w: '\\p{L}\\p{N}_', W: '\\W' };

/** `\w`, `\d`, `\Z` and `{,3}` are written otherwise in RE2. */
function inSyntaxOfRe2(pattern: string): string {
  return pattern.replace(
    /(\[\^?\]?(?:\\.|[^\]\\])*\])|\\(.)|\{,(\d+)\}/gs,
    (all, brackets?: string, escaped?: string, most?: string) => {
      if (brackets !== undefined)
        return brackets.replace(/\\(.)/gs, (pair, letter: string) => CLASSES_IN_BRACKETS[letter] ?? pair);
      if (escaped === 'Z') return '\\z';
      if (escaped !== undefined) return CLASSES[escaped] ?? all;
      return `{0,${most}}`;
    },
  );
}

/** Python's escapes for single characters. */
const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

function parseTemplate(replacement: string, regex: RE2JS): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let copied = 0;
  for (const match of replacement.matchAll(/\\(?:(0[0-7]{0,2}|[1-3][0-7]{2})|g<([^>]*)>|([1-9]\d?)|(.))/gs)) {
    const [all, octal, group, digits, character] = match;
    parts.push(replacement.slice(copied, match.index));
    copied = match.index + all.length;
    if (octal !== undefined) parts.push(String.fromCharCode(Number.parseInt(octal, 8)));
    else if (character === undefined) parts.push(groupNumber(group ?? digits ?? '', regex));
    else parts.push(ESCAPES[character] ?? all);
  }
  parts.push(replacement.slice(copied));
  return parts;
}

function groupNumber(group: string, regex: RE2JS): number {
  const named = regex.namedGroups()[group];
  const number = named ?? (/^\d+$/.test(group) ? Number(group) : Number.NaN);
  if (number <= regex.groupCount()) return number;
  throw new FunctionError(
    `the pattern has no group "${shortened(group)}"`,
    `it has ${regex.groupCount()}; a group is a part in brackets, counted from 1`,
  );
}

/** Groups that took no part in the match are empty. */
function expand(template: readonly TemplatePart[], matcher: Matcher): string {
  return template.map((part) => (typeof part === 'string' ? part : (matcher.group(part) ?? ''))).join('');
}
