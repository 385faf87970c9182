/** Reads JavaScript's regular expressions, without what needs more than linear time: back references and looking around. */

export type Assertion = 'start' | 'end' | 'word' | 'not-word';

export type PatternNode =
  | { readonly kind: 'unit'; readonly matches: UnitTest }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'either'; readonly choices: readonly PatternNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly inside: PatternNode }
  | {
      readonly kind: 'repeat';
      readonly inside: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      /** Groups within, which each round begins without. */
      readonly firstGroup: number;
      readonly lastGroup: number;
    };

/** Whether a UTF-16 unit is one of those that an atom stands for. */
export type UnitTest = (unit: number) => boolean;

export interface PatternFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

export interface ParsedPattern {
  readonly root: PatternNode;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** What is wrong with an expression, in a sentence for whoever wrote it. */
export class PatternError extends Error {}

/** @throws PatternError */
export function parsePattern(source: string, flags: PatternFlags): ParsedPattern {
  const parser = new Parser(source, flags);
  return parser.parse();
}

const code = (letter: string): number => letter.charCodeAt(0);
const isDigit: UnitTest = (unit) => unit >= 48 && unit <= 57;
export const isWord: UnitTest = (unit) =>
  isDigit(unit) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit === 95;
const isSpace: UnitTest = (unit) =>
  (unit >= 9 && unit <= 13) ||
  unit === 32 ||
  unit === 0xa0 ||
  unit === 0x1680 ||
  (unit >= 0x2000 && unit <= 0x200a) ||
  unit === 0x2028 ||
  unit === 0x2029 ||
  unit === 0x202f ||
  unit === 0x205f ||
  unit === 0x3000 ||
  unit === 0xfeff;
export const isLineEnd: UnitTest = (unit) => unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029;
const not =
  (test: UnitTest): UnitTest =>
  (unit) =>
    !test(unit);
const classes: Readonly<Record<string, UnitTest>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
};
const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, v: 11, f: 12 };

/** Case as expressions without the flag `u` fold it: by capital letters of one unit. */
function fold(unit: number): number {
  const capital = String.fromCharCode(unit).toUpperCase();
  if (capital.length !== 1) return unit;
  const folded = capital.charCodeAt(0);
  return unit >= 128 && folded < 128 ? unit : folded;
}

class Parser {
  private at = 0;
  private groups = 0;
  private readonly names = new Map<string, number>();
  private readonly source: string;
  private readonly flags: PatternFlags;

  constructor(source: string, flags: PatternFlags) {
    this.source = source;
    this.flags = flags;
  }

  parse(): ParsedPattern {
    const root = this.either();
    if (this.at < this.source.length) throw new PatternError('there is a ) without its (');
    return { root, groups: this.groups, names: this.names };
  }

  private either(): PatternNode {
    const choices = [this.sequence()];
    while (this.take('|')) choices.push(this.sequence());
    return choices.length === 1 ? choices[0] : { kind: 'either', choices };
  }

  private sequence(): PatternNode {
    const items: PatternNode[] = [];
    while (this.at < this.source.length && !this.sees('|') && !this.sees(')')) items.push(this.term());
    return items.length === 1 ? items[0] : { kind: 'sequence', items };
  }

  private term(): PatternNode {
    const before = this.groups;
    const assertion = this.assertion();
    if (assertion) {
      if (this.quantifier())
        throw new PatternError('there is nothing before a *, + or ? that could be repeated');
      return { kind: 'assertion', assertion };
    }
    const atom = this.atom();
    const count = this.quantifier();
    if (!count) return atom;
    if (this.quantifier())
      throw new PatternError('a repetition cannot be repeated itself: put it in parentheses');
    return { kind: 'repeat', inside: atom, ...count, firstGroup: before + 1, lastGroup: this.groups };
  }

  private assertion(): Assertion | null {
    if (this.take('^')) return 'start';
    if (this.take('$')) return 'end';
    if (this.take('\\b')) return 'word';
    if (this.take('\\B')) return 'not-word';
    return null;
  }

  private quantifier(): { min: number; max: number; lazy: boolean } | null {
    let range: { min: number; max: number } | null = null;
    if (this.take('*')) range = { min: 0, max: Number.POSITIVE_INFINITY };
    else if (this.take('+')) range = { min: 1, max: Number.POSITIVE_INFINITY };
    else if (this.take('?')) range = { min: 0, max: 1 };
    else {
      const braces = /^\{(\d{1,9})(,(\d{0,9}))?\}/.exec(this.source.slice(this.at, this.at + 25));
      if (!braces) return null;
      this.at += braces[0].length;
      const min = Number(braces[1]);
      const max =
        braces[2] === undefined ? min : braces[3] === '' ? Number.POSITIVE_INFINITY : Number(braces[3]);
      if (max < min) throw new PatternError(`${braces[0]} ends before it begins`);
      range = { min, max };
    }
    return { ...range, lazy: this.take('?') };
  }

  private atom(): PatternNode {
    if (this.take('(')) return this.group();
    if (this.take('[')) return this.unit(this.characterClass());
    if (this.take('.')) return this.unit(this.flags.dotAll ? () => true : not(isLineEnd));
    if (this.take('\\')) {
      const letter = this.source[this.at];
      if (letter !== undefined && /[1-9]/.test(letter))
        throw new PatternError('references to groups, such as \\1, are not known here');
      if (letter === 'k' && this.source[this.at + 1] === '<')
        throw new PatternError('references to groups, such as \\k<name>, are not known here');
      return this.unit(this.escape(false));
    }
    const letter = this.source[this.at];
    if (/[*+?]/.test(letter))
      throw new PatternError(`there is nothing before ${letter} that could be repeated`);
    this.at++;
    return this.unit(this.only(code(letter)));
  }

  private unit(matches: UnitTest): PatternNode {
    return { kind: 'unit', matches };
  }

  private only(wanted: number): UnitTest {
    if (!this.flags.ignoreCase) return (unit) => unit === wanted;
    const folded = fold(wanted);
    return (unit) => unit === wanted || fold(unit) === folded;
  }

  private group(): PatternNode {
    if (this.take('?:')) return this.closed(this.either());
    if (this.sees('?=') || this.sees('?!') || this.sees('?<=') || this.sees('?<!'))
      throw new PatternError('looking ahead or behind, such as (?!…), is not known here');
    const index = this.groups + 1;
    if (this.take('?')) {
      const name = /^(?:P?<)([A-Za-z_$][\w$]{0,100})>/.exec(this.source.slice(this.at, this.at + 110));
      if (!name) throw new PatternError('what stands behind (? is not known here');
      if (this.names.has(name[1])) throw new PatternError(`there are two groups named ${name[1]}`);
      this.names.set(name[1], index);
      this.at += name[0].length;
    }
    this.groups = index;
    return { kind: 'group', index, inside: this.closed(this.either()) };
  }

  private closed(inside: PatternNode): PatternNode {
    if (!this.take(')')) throw new PatternError('a ( has no )');
    return inside;
  }

  /** What stands for units behind a backslash. */
  private escape(inClass: boolean): UnitTest {
    const letter = this.source[this.at];
    if (letter === undefined) throw new PatternError('it ends with a single \\');
    if (Object.hasOwn(classes, letter)) {
      this.at++;
      return classes[letter];
    }
    return this.only(this.escapedUnit(inClass));
  }

  private escapedUnit(inClass: boolean): number {
    const letter = this.source[this.at++];
    if (Object.hasOwn(controls, letter)) return controls[letter];
    if (letter === 'b' && inClass) return 8;
    if (letter === '0' && !isDigit(code(this.source[this.at] ?? ' '))) return 0;
    const hex = letter === 'x' ? 2 : letter === 'u' ? 4 : 0;
    if (hex > 0) {
      const digits = this.source.slice(this.at, this.at + hex);
      if (digits.length === hex && /^[\da-f]+$/i.test(digits)) {
        this.at += hex;
        return Number.parseInt(digits, 16);
      }
    }
    return code(letter);
  }

  private characterClass(): UnitTest {
    const negated = this.take('^');
    const tests: UnitTest[] = [];
    while (!this.take(']')) {
      if (this.at >= this.source.length) throw new PatternError('a [ has no ]');
      const from = this.classAtom();
      if (
        typeof from === 'number' &&
        this.sees('-') &&
        this.source[this.at + 1] !== ']' &&
        this.at + 1 < this.source.length
      ) {
        this.at++;
        const to = this.classAtom();
        if (typeof to === 'number') {
          if (to < from) throw new PatternError('a range within [ ] ends before it begins');
          tests.push(this.range(from, to));
          continue;
        }
        tests.push(this.only(code('-')), to);
      }
      tests.push(typeof from === 'number' ? this.only(from) : from);
    }
    const any: UnitTest = (unit) => tests.some((test) => test(unit));
    return negated ? not(any) : any;
  }

  private classAtom(): number | UnitTest {
    if (!this.take('\\')) return code(this.source[this.at++]);
    const letter = this.source[this.at];
    if (letter !== undefined && Object.hasOwn(classes, letter)) return this.escape(true);
    if (letter === undefined) throw new PatternError('it ends with a single \\');
    return this.escapedUnit(true);
  }

  private range(from: number, to: number): UnitTest {
    const within: UnitTest = (unit) => unit >= from && unit <= to;
    if (!this.flags.ignoreCase) return within;
    // The units that look like one of the range in capital letters; counted once, for ranges can be long.
    const folded = new Set<number>();
    for (let unit = from; unit <= to; unit++) folded.add(fold(unit));
    return (unit) => within(unit) || folded.has(fold(unit));
  }

  private sees(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  private take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }
}
