/** Reads the words of a target one after the other; knows characters, not structure. */
import { TargetError } from '../targetError.ts';

/** Characters that end a path unless a backslash stands before them. */
const SYMBOLS = new Set('(){},.\'"\\|');
/** What a backslash may make an ordinary character of a path. */
const ESCAPABLE = new Set([...SYMBOLS, '=']);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what a path may not hold.
const BLANK_OR_CONTROL = /[\s\u0000-\u001f\u007f]/;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;

export interface ScannedString {
  readonly value: string;
  readonly quote: '"' | "'";
}

export class Scanner {
  readonly text: string;
  /** Offset of the next unread character. */
  column = 0;

  constructor(text: string) {
    this.text = text;
  }

  skipBlanks(): void {
    while (this.column < this.text.length && /\s/.test(this.text[this.column]!)) this.column++;
  }

  /** The next character that is not blank, unread; empty at the end. */
  peek(): string {
    this.skipBlanks();
    return this.text[this.column] ?? '';
  }

  /** Takes `character` if it comes next, blanks aside. */
  take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.column++;
    return true;
  }

  /** Takes an identifier that starts right here; null if there is none. */
  takeIdentifier(): string | null {
    return this.takeMatch(IDENTIFIER);
  }

  /** Takes a number that starts right here and is the whole word, so that `5min.load` stays a path. */
  takeNumber(): { value: number; float: boolean } | null {
    const before = this.column;
    const text = this.takeMatch(NUMBER);
    if (text === null) return null;
    if (!this.atEndOfWord()) {
      this.column = before;
      return null;
    }
    const value = Number(text);
    return { value, float: /[.eE]/.test(text) || !Number.isFinite(value) };
  }

  /** Takes one of the given words (in lower case), whatever its case, when it is a whole argument. */
  takeKeyword(words: readonly string[]): string | null {
    const before = this.column;
    const word = this.takeIdentifier()?.toLowerCase();
    if (word !== undefined && words.includes(word) && this.atEndOfWord()) return word;
    this.column = before;
    return null;
  }

  /**
   * Takes a quoted string. Backslashes stay in the value, as in graphite (patterns of regular expressions need
   * them), except before the quote that encloses the string. A doubled quote stands for itself, twice.
   */
  takeString(): ScannedString {
    const start = this.column;
    const quote = this.text[start] as '"' | "'";
    let value = '';
    let at = start + 1;
    for (;;) {
      const character = this.text[at];
      if (character === undefined || character === '\n' || character === '\r') {
        throw new TargetError('this string is never closed', {
          column: start,
          hint: `close it with ${quote} on the same line`,
        });
      }
      if (character === '\\' && at + 1 < this.text.length) {
        const next = this.text[at + 1]!;
        value += next === quote ? next : character + next;
        at += 2;
      } else if (character !== quote) {
        value += character;
        at++;
      } else if (this.text[at + 1] === quote) {
        value += quote + quote;
        at += 2;
      } else {
        this.column = at + 1;
        return { value, quote };
      }
    }
  }

  /** Takes a path: segments with their globs, braces and tags. Empty when no path starts here. */
  takePath(): string {
    const { text } = this;
    let path = '';
    /** Offsets of the braces that are open. */
    const open: number[] = [];
    for (; this.column < text.length; this.column++) {
      const character = text[this.column]!;
      if (character === '\\') {
        const next = text[this.column + 1];
        if (next === undefined || !ESCAPABLE.has(next)) break;
        path += next;
        this.column++;
      } else if (character === '{') {
        open.push(this.column);
        path += character;
      } else if (character === '}') {
        if (open.pop() === undefined) break;
        path += character;
      } else if (character === ',') {
        if (open.length === 0) break;
        path += character;
      } else if (character === '.') {
        path += character;
      } else if (SYMBOLS.has(character) || BLANK_OR_CONTROL.test(character)) break;
      else path += character;
    }
    if (open.length > 0) {
      throw new TargetError('this { is never closed', {
        column: open[open.length - 1]!,
        hint: 'alternatives are written {a,b}, without blanks',
      });
    }
    return path;
  }

  /** True when only blanks stand before the next comma, closing bracket or the end. */
  private atEndOfWord(): boolean {
    let at = this.column;
    while (at < this.text.length && /\s/.test(this.text[at]!)) at++;
    return at >= this.text.length || ',)'.includes(this.text[at]!);
  }

  private takeMatch(expression: RegExp): string | null {
    expression.lastIndex = this.column;
    const found = expression.exec(this.text);
    if (found === null) return null;
    this.column += found[0].length;
    return found[0];
  }
}
