/**
 * Target text → tree. The language is graphite-web's: paths with globs and tags, calls with positional and keyword
 * arguments, numbers, strings, true/false/none/inf, and pipes (`a.b | scale(2)` is `scale(a.b, 2)`).
 */
import { shortened } from '../shortened.ts';
import { TargetError } from '../targetError.ts';
import { Scanner } from './scanner.ts';
import type { CallNode, NamedArgument, TargetNode } from './tree.ts';

export interface ParseLimits {
  /** Characters of a target. */
  readonly maxTargetLength: number;
  /** How deep calls and pipes may nest. */
  readonly maxDepth: number;
}

/** Enough for any dashboard ever seen, and far below what a call stack holds. */
export const DEFAULT_PARSE_LIMITS: ParseLimits = { maxTargetLength: 100_000, maxDepth: 100 };

/** Reads a target. Anything wrong with it is a {@link TargetError}; the cost grows with `maxTargetLength` only. */
export function parseTarget(text: string, limits: ParseLimits = DEFAULT_PARSE_LIMITS): TargetNode {
  if (text.length > limits.maxTargetLength) {
    throw new TargetError(`the target has ${text.length} characters, ${limits.maxTargetLength} are allowed`, {
      column: limits.maxTargetLength,
      hint: 'use a pattern such as servers.*.cpu instead of a list of names',
    });
  }
  const parser = new Parser(text, limits.maxDepth);
  return parser.wholeTarget();
}

class Parser {
  private readonly scanner: Scanner;
  private readonly maxDepth: number;

  constructor(text: string, maxDepth: number) {
    this.scanner = new Scanner(text);
    this.maxDepth = maxDepth;
  }

  wholeTarget(): TargetNode {
    const { scanner } = this;
    if (scanner.peek() === '') throw new TargetError('the target is empty', { column: scanner.column });
    const { node } = this.expression(0);
    const rest = scanner.peek();
    if (rest !== '') {
      throw new TargetError(`unexpected ${quoted(rest)} after the end of the target`, {
        column: scanner.column,
        hint: rest === ')' ? 'there are more ) than (' : 'functions are joined with |',
      });
    }
    return node;
  }

  /** A path or call and all that is piped on from it. `depth` is that of the place; the answer's is the deepest below. */
  private expression(depth: number): { node: TargetNode; depth: number } {
    const { scanner } = this;
    scanner.skipBlanks();
    const column = scanner.column;
    let { node, depth: deepest } = this.pathOrCall(depth);
    while (scanner.take('|')) {
      scanner.skipBlanks();
      const nameColumn = scanner.column;
      const name = scanner.takeIdentifier();
      if (name === null || !scanner.take('(')) {
        throw new TargetError('a pipe hands over to a function', {
          column: nameColumn,
          hint: 'write | followed by a call, such as | scale(10)',
        });
      }
      // Each pipe puts one more call around what stands before it.
      deepest++;
      this.checkDepth(deepest, nameColumn);
      const call = this.callAfterBracket(name, nameColumn, depth + 1);
      deepest = Math.max(deepest, call.depth);
      node = { ...call.node, column, args: [node, ...call.node.args] };
    }
    return { node, depth: deepest };
  }

  private pathOrCall(depth: number): { node: TargetNode; depth: number } {
    const { scanner } = this;
    const column = scanner.column;
    const name = scanner.takeIdentifier();
    if (name !== null && scanner.take('(')) {
      this.checkDepth(depth + 1, column);
      return this.callAfterBracket(name, column, depth + 1);
    }
    scanner.column = column;
    const path = scanner.takePath();
    if (path === '') {
      const found = scanner.peek();
      throw new TargetError(found === '' ? 'the target ends too early' : `unexpected ${quoted(found)}`, {
        column: scanner.column,
        hint: 'a metric name, a pattern or a function belongs here',
      });
    }
    const end = scanner.column;
    this.checkPath(path, column);
    return { node: { kind: 'path', path, column, end }, depth };
  }

  private checkPath(path: string, column: number): void {
    const { scanner } = this;
    const namePart = path.split(';', 1)[0]!;
    if (namePart.startsWith('.') || namePart.endsWith('.') || namePart.includes('..')) {
      throw new TargetError(`${quoted(shortened(path))} has an empty segment`, {
        column,
        hint: 'segments of a name are separated by single dots; * stands for any segment',
      });
    }
    if (scanner.peek() === '(') {
      throw new TargetError(`${quoted(shortened(path))} is not the name of a function`, {
        column,
        hint: 'names of functions are made of letters, digits and _',
      });
    }
  }

  /** The arguments and the closing bracket; the opening one has been taken. `depth` is that of the call. */
  private callAfterBracket(
    name: string,
    nameColumn: number,
    depth: number,
  ): { node: CallNode; depth: number } {
    const { scanner } = this;
    const args: TargetNode[] = [];
    const named: NamedArgument[] = [];
    let deepest = depth;
    if (!scanner.take(')')) {
      do {
        scanner.skipBlanks();
        const argumentColumn = scanner.column;
        const keyword = this.takeArgumentName();
        if (keyword === null && named.length > 0) {
          throw new TargetError(`${name}: an argument without a name follows one with a name`, {
            column: argumentColumn,
            hint: 'arguments by name come last',
          });
        }
        scanner.skipBlanks();
        const first = keyword === null && args.length === 0;
        const argument = first ? this.firstArgument(depth) : this.argument(depth);
        deepest = Math.max(deepest, argument.depth);
        if (keyword === null) args.push(argument.node);
        else named.push({ name: keyword, nameColumn: argumentColumn, value: argument.node });
      } while (scanner.take(','));
      if (!scanner.take(')')) {
        const found = scanner.peek();
        throw new TargetError(
          found === '' ? `${name}( is never closed` : `${name}: expected , or ) but found ${quoted(found)}`,
          found === '' ? { column: nameColumn, hint: 'a ) is missing' } : { column: scanner.column },
        );
      }
    }
    return {
      node: { kind: 'call', name, nameColumn, args, named, column: nameColumn, end: scanner.column },
      depth: deepest,
    };
  }

  /** Takes `name=`; a tag (`disk;host=a`) or a lone name is left alone. */
  private takeArgumentName(): string | null {
    const { scanner } = this;
    const before = scanner.column;
    const name = scanner.takeIdentifier();
    if (name !== null && scanner.take('=')) return name;
    scanner.column = before;
    return null;
  }

  /**
   * Nothing before the first comma is an empty path, which no series has: Grafana wraps every query, one that nobody has
   * written yet too, and a mistake in it would take the others of its panel along.
   */
  private firstArgument(depth: number): { node: TargetNode; depth: number } {
    const { scanner } = this;
    if (scanner.peek() !== ',') return this.argument(depth);
    const { column } = scanner;
    return { node: { kind: 'path', path: '', column, end: column }, depth };
  }

  private argument(depth: number): { node: TargetNode; depth: number } {
    const { scanner } = this;
    const column = scanner.column;
    const first = scanner.peek();
    if (first === '"' || first === "'") {
      const string = scanner.takeString();
      return { node: { kind: 'string', ...string, column, end: scanner.column }, depth };
    }
    const number = scanner.takeNumber();
    if (number !== null) return { node: { kind: 'number', ...number, column, end: scanner.column }, depth };
    const word = scanner.takeKeyword(['true', 'false', 'none', 'inf']);
    const end = scanner.column;
    if (word === 'none') return { node: { kind: 'none', column, end }, depth };
    if (word === 'inf') {
      return { node: { kind: 'number', value: Number.POSITIVE_INFINITY, float: true, column, end }, depth };
    }
    if (word !== null) return { node: { kind: 'boolean', value: word === 'true', column, end }, depth };
    return this.expression(depth);
  }

  private checkDepth(depth: number, column: number): void {
    if (depth <= this.maxDepth) return;
    throw new TargetError(`functions nest deeper than ${this.maxDepth}`, { column });
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
