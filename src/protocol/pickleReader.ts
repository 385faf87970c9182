/**
 * Reads Python's pickles of plain data: numbers, texts, bytes, tuples, lists and dicts, of protocols 0 to 5. A pickle
 * is a program; here only the opcodes are known that build such values, so there is nothing that it could call,
 * import or wait for. The opcodes are those of CPython's `Lib/pickletools.py`.
 */

import type { ReadValue } from './plainValue.ts';
import { pythonUnescaped, rawUnicodeUnescaped } from './pythonEscapes.ts';

/** The bytes are no pickle of plain data; the text says what is wrong and where. */
export class PickleError extends Error {
  override name = 'PickleError';
}

/** Digits of a number written out: no integer of a sender's is longer, and reading digits takes the square of them. */
const MAX_DIGITS = 100;
/** Bytes of an integer, likewise. */
const MAX_LONG_BYTES = 40;

/**
 * The value that the pickle builds; tuples are lists too. One value may stand in several places (pickles remember what they wrote),
 * and a hostile pickle can put a list into itself: look as deep as you expect something, and no deeper. Bytes behind its end are ignored, as Python does. Memory stays within a constant
 * times the length of `bytes`: every opcode adds at most one value. @throws PickleError
 */
export function readPickle(bytes: Uint8Array): ReadValue {
  return new PickleMachine(bytes).run();
}

class PickleMachine {
  private readonly bytes: Buffer;
  private at = 0;
  private readonly stack: ReadValue[] = [];
  /** Heights of the stack at which marks stand. */
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, ReadValue>();

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  run(): ReadValue {
    for (;;) {
      const opcode = String.fromCharCode(this.unsigned(1));
      if (opcode === '.') return this.pop();
      const operation = OPERATIONS.get(opcode);
      if (operation === undefined)
        this.fail(`the opcode 0x${opcode.charCodeAt(0).toString(16)} is not allowed`);
      operation(this);
    }
  }

  fail(what: string): never {
    throw new PickleError(`not a pickle of plain data: ${what} (byte ${this.at})`);
  }

  push(value: ReadValue): void {
    this.stack.push(value);
  }

  pop(): ReadValue {
    // A mark is a floor: what lies below it belongs to somebody else.
    const value = this.stack.length > (this.marks.at(-1) ?? 0) ? this.stack.pop() : undefined;
    if (value === undefined) this.fail('the stack is empty');
    return value;
  }

  top(): ReadValue {
    const value = this.pop();
    this.stack.push(value);
    return value;
  }

  mark(): void {
    this.marks.push(this.stack.length);
  }

  /** Takes all above the last mark, and the mark. */
  popMark(): ReadValue[] {
    const mark = this.marks.pop();
    if (mark === undefined) this.fail('there is no mark');
    return this.stack.splice(mark);
  }

  list(): ReadValue[] {
    const value = this.top();
    return Array.isArray(value) ? value : this.fail('something is added to what is no list');
  }

  dict(): Map<ReadValue, ReadValue> {
    const value = this.top();
    return value instanceof Map ? value : this.fail('something is set in what is no dict');
  }

  setItems(dict: Map<ReadValue, ReadValue>, items: readonly ReadValue[]): void {
    if (items.length % 2 !== 0) this.fail('a key of a dict lacks its value');
    for (let i = 0; i < items.length; i += 2) dict.set(items[i]!, items[i + 1]!);
  }

  tuple(length: number): void {
    const items: ReadValue[] = [];
    for (let i = 0; i < length; i++) items.push(this.pop());
    this.push(items.reverse());
  }

  put(index: number): void {
    this.memo.set(index, this.top());
  }

  /** What protocol 4 remembers without a number. */
  memoize(): void {
    this.put(this.memo.size);
  }

  get(index: number): void {
    const value = this.memo.get(index);
    this.push(value === undefined ? this.fail(`nothing is remembered as ${index}`) : value);
  }

  take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.bytes.length) this.fail('it ends too early');
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  /** An unsigned integer of so many bytes, up to 6, the lowest first. */
  unsigned(length: number): number {
    return this.take(length).readUIntLE(0, length);
  }

  /** A length of 8 bytes; none that fits in memory needs more than 6 of them. */
  length64(): number {
    const length = this.unsigned(6);
    if (this.unsigned(2) !== 0) this.fail('it ends too early');
    return length;
  }

  long(length: number): void {
    if (length > MAX_LONG_BYTES) this.fail('an integer is too long');
    const bytes = this.take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    this.push(narrowed(BigInt.asIntN(8 * length, value)));
  }

  /** The rest of the line, without its end. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) this.fail('a line has no end');
    const text = this.bytes.toString('latin1', this.at, end);
    this.at = end + 1;
    return text;
  }

  index(): number {
    const text = this.line();
    return /^\d{1,9}$/.test(text) ? Number(text) : this.fail('a number of the memo is none');
  }

  integerLine(): ReadValue {
    const text = this.line();
    if (text === '00' || text === '01') return text === '01';
    const digits = /^\s*([+-]?)(\d+)L?\s*$/.exec(text);
    if (digits === null || digits[2]!.length > MAX_DIGITS) return this.fail('an integer is none');
    return narrowed(BigInt(digits[2]!) * (digits[1] === '-' ? -1n : 1n));
  }

  floatLine(): number {
    const text = this.line().trim();
    const named = NAMED_FLOATS.get(text.toLowerCase());
    if (named !== undefined) return named;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return this.fail('a float is none');
    return Number(text);
  }

  /** A text in quotation marks with Python's escapes; its bytes are UTF-8. */
  quotedLine(): string {
    const text = this.line().trim();
    const quote = text.charAt(0);
    if (text.length < 2 || (quote !== "'" && quote !== '"') || !text.endsWith(quote))
      this.fail('a text lacks its quotes');
    return Buffer.from(pythonUnescaped(text.slice(1, -1)), 'latin1').toString();
  }
}

const NAMED_FLOATS = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan', Number.NaN],
]);

type Operation = (machine: PickleMachine) => void;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  // How it is written, which does not matter: the protocol, and frames of protocol 4.
  ['\x80', (m) => void m.take(1)],
  ['\x95', (m) => void m.take(8)],
  // The stack and what is remembered.
  ['(', (m) => m.mark()],
  ['0', (m) => void m.pop()],
  ['1', (m) => void m.popMark()],
  ['2', (m) => m.push(m.top())],
  ['p', (m) => m.put(m.index())],
  ['q', (m) => m.put(m.unsigned(1))],
  ['r', (m) => m.put(m.unsigned(4))],
  ['\x94', (m) => m.memoize()],
  ['g', (m) => m.get(m.index())],
  ['h', (m) => m.get(m.unsigned(1))],
  ['j', (m) => m.get(m.unsigned(4))],
  // Numbers and the like.
  ['N', (m) => m.push(null)],
  ['\x88', (m) => m.push(true)],
  ['\x89', (m) => m.push(false)],
  ['I', (m) => m.push(m.integerLine())],
  ['L', (m) => m.push(m.integerLine())],
  ['K', (m) => m.push(m.unsigned(1))],
  ['M', (m) => m.push(m.unsigned(2))],
  ['J', (m) => m.push(m.take(4).readInt32LE())],
  ['\x8a', (m) => m.long(m.unsigned(1))],
  ['\x8b', (m) => m.long(m.unsigned(4))],
  ['F', (m) => m.push(m.floatLine())],
  ['G', (m) => m.push(m.take(8).readDoubleBE())],
  // Texts (those of Python 2 are bytes, taken for UTF-8) and bytes.
  ['S', (m) => m.push(m.quotedLine())],
  ['V', (m) => m.push(rawUnicodeUnescaped(m.line()))],
  ['U', (m) => m.push(m.take(m.unsigned(1)).toString())],
  ['T', (m) => m.push(m.take(m.unsigned(4)).toString())],
  ['X', (m) => m.push(m.take(m.unsigned(4)).toString())],
  ['\x8c', (m) => m.push(m.take(m.unsigned(1)).toString())],
  ['\x8d', (m) => m.push(m.take(m.length64()).toString())],
  ['C', (m) => m.push(m.take(m.unsigned(1)))],
  ['B', (m) => m.push(m.take(m.unsigned(4)))],
  ['\x8e', (m) => m.push(m.take(m.length64()))],
  // Tuples, lists and dicts.
  [')', (m) => m.push([])],
  ['t', (m) => m.push(m.popMark())],
  ['\x85', (m) => m.tuple(1)],
  ['\x86', (m) => m.tuple(2)],
  ['\x87', (m) => m.tuple(3)],
  [']', (m) => m.push([])],
  ['l', (m) => m.push(m.popMark())],
  ['a', append],
  ['e', appendAll],
  ['}', (m) => m.push(new Map())],
  ['d', dictOfMark],
  ['s', setItem],
  ['u', setItems],
]);

function append(machine: PickleMachine): void {
  const value = machine.pop();
  machine.list().push(value);
}

function appendAll(machine: PickleMachine): void {
  const items = machine.popMark();
  const list = machine.list();
  for (const item of items) list.push(item);
}

function dictOfMark(machine: PickleMachine): void {
  const dict = new Map<ReadValue, ReadValue>();
  machine.setItems(dict, machine.popMark());
  machine.push(dict);
}

function setItem(machine: PickleMachine): void {
  const value = machine.pop();
  const key = machine.pop();
  machine.dict().set(key, value);
}

function setItems(machine: PickleMachine): void {
  const items = machine.popMark();
  machine.setItems(machine.dict(), items);
}

/** A number where it is exact, as points and times are. */
function narrowed(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
