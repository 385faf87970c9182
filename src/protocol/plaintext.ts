/**
 * Carbon's plaintext protocol, from bytes: `name value seconds\n`, fields parted by blanks or tabs.
 *
 * The parser walks the bytes where they landed. For a name that is already known it makes no string, no object
 * and no hash: the sink is asked first whether the name is the one that followed the previous name last time
 * (senders repeat their order), and only then looks it up.
 */

/** Why a line was not a point. The texts are part of the public counters (`/api/status`). */
export const LINE_REFUSALS = {
  fields: 'bad-line',
  value: 'bad-value',
  notFinite: 'not-finite',
  timestamp: 'bad-timestamp',
  tooLong: 'line-too-long',
  incomplete: 'incomplete-line',
} as const;
export type LineRefusal = (typeof LINE_REFUSALS)[keyof typeof LINE_REFUSALS];

/** Distinct names by number, laid end to end. Replaced as a whole or in part when it grows. */
export interface NumberedNames {
  /** The names' bytes. */
  readonly arena: Uint8Array;
  /** The same memory as `arena`. */
  readonly view: DataView;
  /** Name i is `arena[offsets[i], offsets[i + 1])`. */
  readonly offsets: Uint32Array;
}

/** Points as columns, entry i of each for point i. */
export interface PointColumns {
  /** Numbers of names. */
  readonly names: Int32Array;
  /** Whole seconds since 1970, from 0 to 2^32 - 1. */
  readonly seconds: Uint32Array;
  /** Finite. */
  readonly values: Float64Array;
}

/** What the parser needs of the one who keeps the points. Bytes and columns are only valid during the call. */
export interface PlaintextSink {
  /** The names known by number. It and its fields may change during {@link PlaintextSink.lookUp} only. */
  readonly names: NumberedNames;
  /** By number of a name, the number of the one that followed it the last time, or a wrong guess; -1 for none. */
  readonly followers: Int32Array;
  /** The number of a name, created when new; -1 when refused (the sink has counted why). */
  lookUp(bytes: Uint8Array, start: number, end: number, previous: number): number;
  /** The next `count` points. The sink may write into the columns. */
  points(columns: PointColumns, count: number): void;
  /** A line that is no point; `bytes[start, end)` is (the beginning of) it. */
  refuse(reason: LineRefusal, bytes: Uint8Array, start: number, end: number): void;
  /** Whole seconds since 1970, for `-1` and `N`. */
  nowSeconds(): number;
}

/** Points that are handed over at once: their columns stay in the first-level cache. */
const BATCH_POINTS = 512;
/**
 * A line is read by words when so many bytes lie in the buffer behind its name, of whatever meaning. Callers whose
 * buffer ends later than their bytes spare the last lines the slow way.
 */
export const SPARE_BYTES = 64;

const LF = 10;
const CR = 13;
const BLANK = 32;
const DOT = 46;
const MINUS = 45;
const ZERO = 48;

/** 10^0 … 10^22: the powers of ten that a double holds exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** Integers below this times any exact power give one rounding when divided, so the result is the nearest double. */
const EXACT = 2 ** 53;

/** Parsers run to the end of what they were handed, one at a time: all share one batch. */
const batch: PointColumns = {
  names: new Int32Array(BATCH_POINTS),
  seconds: new Uint32Array(BATCH_POINTS),
  values: new Float64Array(BATCH_POINTS),
};
let batched = 0;

/** Blank, tab, vertical tab and form feed separate fields; CR does too, so that CRLF needs no case of its own. */
function isSpace(byte: number): boolean {
  return byte === BLANK || (byte >= 9 && byte <= CR && byte !== LF);
}

function isSeparator(byte: number): boolean {
  return byte === LF || isSpace(byte);
}

/** For four bytes `^ 0x30303030`: 0x80 in each that is no digit. Above a byte beyond ASCII, a digit may count as none. */
function noDigits(word: number): number {
  return ((word + 0x76767676) | word) & 0x80808080;
}

/** The number that four bytes `^ 0x30303030`, all digits, stand for; the first is the most significant. */
function fourDigits(word: number): number {
  const pairs = (Math.imul(word, 10) + (word >>> 8)) & 0x00ff00ff;
  return Math.imul(pairs, 0x00640001) >>> 16;
}

/** Digits before the first byte that `none` marks; 3 (never more) when it marks none. */
function digitsBefore(none: number): number {
  return ((31 - Math.clz32(none & -none)) >>> 3) & 3;
}

/** One stream of lines: a connection, or a datagram. Keeps at most `maxLineBytes` between two calls. */
export class PlaintextParser {
  /** Lines seen so far, empty ones not counted. */
  lines = 0;
  private previous = -1;
  /** The blank, the ten digits and the line end of the last line that had ten, as words, and the second they mean. */
  private stampHead = Number.NaN;
  private stampTail = 0;
  private stampBytes = 0;
  private stampSeconds = 0;
  /** The beginning of a line whose end has not come yet. */
  private carry: Uint8Array | null = null;
  private carryView: DataView | null = null;
  private carried = 0;
  /** Inside a line that was too long: everything up to the next line feed is skipped. */
  private skipping = false;
  private readonly sink: PlaintextSink;
  private readonly maxLineBytes: number;

  constructor(sink: PlaintextSink, maxLineBytes: number) {
    this.sink = sink;
    this.maxLineBytes = maxLineBytes;
  }

  /** Takes the bytes `[start, end)`, in any cut. They may be overwritten after the call. */
  push(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    if (this.skipping) {
      const feed = indexOfFeed(bytes, at, end);
      if (feed < 0) return;
      this.skipping = false;
      at = feed + 1;
    }
    if (this.carried > 0) {
      const feed = indexOfFeed(bytes, at, end);
      const stop = feed < 0 ? end : feed;
      if (this.carried + (stop - at) > this.maxLineBytes) {
        this.refuseLong(this.carry!, 0, this.carried);
        this.carried = 0;
        this.skipping = feed < 0;
      } else if (feed < 0) this.keep(bytes, at, end);
      else {
        this.keep(bytes, at, feed + 1);
        this.wholeLines(this.carry!, this.carryView!, 0, this.carried);
        this.carried = 0;
      }
      if (feed < 0) return;
      at = feed + 1;
    }
    at = this.wholeLines(bytes, viewOf(bytes), at, end);
    if (at < end) {
      if (end - at > this.maxLineBytes) {
        this.refuseLong(bytes, at, end);
        this.skipping = true;
      } else this.keep(bytes, at, end);
    }
    this.handOver();
  }

  /**
   * The stream has ended. A last line without its line feed is a line when `complete` says so (a datagram);
   * on a connection it may be cut in the middle of a number and is refused, as carbon does.
   */
  end({ complete }: { complete: boolean }): void {
    if (this.carried > 0) {
      if (complete) this.line(this.carry!, 0, this.carried);
      else if (hasText(this.carry!, this.carried)) {
        this.lines++;
        this.sink.refuse(LINE_REFUSALS.incomplete, this.carry!, 0, this.carried);
      }
    }
    this.carried = 0;
    this.skipping = false;
    this.handOver();
  }

  /** Parses all whole lines and returns where the unfinished rest begins. */
  private wholeLines(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const { sink } = this;
    const lastWord = bytes.length - SPARE_BYTES;
    let { followers, names } = sink;
    let { view: nameWords, offsets } = names;
    let { previous, stampHead, stampTail, stampBytes, stampSeconds } = this;
    let at = start;
    while (at < end) {
      const lineStart = at;
      // The guess: is this the name that came after the previous one last time?
      let name = -1;
      const guess = previous >= 0 ? followers[previous] : -1;
      // No name holds a line feed; one that was removed is overwritten by them, and must not be found.
      if (guess >= 0 && bytes[at] !== LF) {
        const from = offsets[guess];
        const length = offsets[guess + 1] - from;
        if (length >= 8 && at + length <= lastWord) {
          // Eight bytes compare as a double does: one that is NaN or zero is never a piece of a name.
          const last = length - 8;
          let i = 0;
          while (i < last && view.getFloat64(at + i, true) === nameWords.getFloat64(from + i, true)) i += 8;
          if (
            i >= last &&
            view.getFloat64(at + last, true) === nameWords.getFloat64(from + last, true) &&
            bytes[at + length] === BLANK
          ) {
            name = guess;
            at += length;
          }
        }
      }
      if (name < 0) {
        // The end of the name: LF counts too, and is below the blank as all other separators are.
        while (at < end && (bytes[at] > BLANK || !isSeparator(bytes[at]))) at++;
        if (at === end) {
          at = lineStart;
          break;
        }
      }
      const nameEnd = at;
      // The usual line: one blank, a plain decimal number, one blank, ten digits, LF or CR LF. All others go apart.
      let plain = nameEnd > lineStart && at <= lastWord && bytes[at] === BLANK;
      let value = 0;
      let seconds = 0;
      if (plain) {
        at++;
        const negative = bytes[at] === MINUS;
        if (negative) at++;
        const digitsStart = at;
        let word = view.getInt32(at, true) ^ 0x30303030;
        let none = noDigits(word);
        while (none === 0 && at - digitsStart < 16) {
          value = value * 10_000 + fourDigits(word);
          at += 4;
          word = view.getInt32(at, true) ^ 0x30303030;
          none = noDigits(word);
        }
        let more = digitsBefore(none);
        value = value * POWERS[more] + fourDigits((word << 8) << (24 - more * 8));
        at += more;
        let digits = at - digitsStart;
        plain = none !== 0;
        if (bytes[at] === DOT) {
          at++;
          const decimalsStart = at;
          word = view.getInt32(at, true) ^ 0x30303030;
          none = noDigits(word);
          while (none === 0 && at - decimalsStart < 16) {
            value = value * 10_000 + fourDigits(word);
            at += 4;
            word = view.getInt32(at, true) ^ 0x30303030;
            none = noDigits(word);
          }
          more = digitsBefore(none);
          at += more;
          const decimals = at - decimalsStart;
          digits += decimals;
          value = value * POWERS[more] + fourDigits((word << 8) << (24 - more * 8));
          plain &&= none !== 0 && value < EXACT;
          value /= POWERS[decimals];
        } else plain &&= value < EXACT;
        if (negative) value = -value;
        plain &&= digits > 0 && bytes[at] === BLANK;
        if (plain) {
          if (
            view.getFloat64(at, true) === stampHead &&
            view.getInt32(at + 8, true) === stampTail &&
            bytes[at + stampBytes - 1] === LF
          ) {
            seconds = stampSeconds;
            at += stampBytes;
          } else {
            const stampStart = at++;
            let digit = bytes[at] ^ ZERO;
            while (digit < 10 && at - stampStart <= 11) {
              seconds = seconds * 10 + digit;
              digit = bytes[++at] ^ ZERO;
            }
            const stampDigits = at - stampStart - 1;
            if (bytes[at] === CR) at++;
            plain = bytes[at] === LF && stampDigits > 0 && seconds <= 0xffffffff;
            at++;
            if (plain && stampDigits === 10) {
              stampHead = view.getFloat64(stampStart, true);
              stampTail = view.getInt32(stampStart + 8, true);
              stampBytes = at - stampStart;
              stampSeconds = seconds;
            }
          }
          // What lies behind the end is of no meaning, a line feed there included.
          plain &&= at <= end;
        }
      }
      if (!plain) {
        const feed = indexOfFeed(bytes, nameEnd, end);
        if (feed < 0) {
          at = lineStart;
          break;
        }
        this.previous = previous;
        this.line(bytes, lineStart, feed);
        ({ previous } = this);
        ({ followers, names } = sink);
        ({ view: nameWords, offsets } = names);
        at = feed + 1;
        continue;
      }
      this.lines++;
      if (at - 1 - lineStart > this.maxLineBytes) {
        this.lines--;
        this.refuseLong(bytes, lineStart, at);
        continue;
      }
      if (name < 0) {
        name = sink.lookUp(bytes, lineStart, nameEnd, previous);
        ({ followers, names } = sink);
        ({ view: nameWords, offsets } = names);
        if (name < 0) continue;
      }
      previous = name;
      const i = batched++;
      batch.names[i] = name;
      batch.seconds[i] = seconds;
      batch.values[i] = value;
      if (batched === BATCH_POINTS) this.handOver();
    }
    this.previous = previous;
    this.stampHead = stampHead;
    this.stampTail = stampTail;
    this.stampBytes = stampBytes;
    this.stampSeconds = stampSeconds;
    return at;
  }

  private handOver(): void {
    const count = batched;
    batched = 0;
    if (count > 0) this.sink.points(batch, count);
  }

  /** Parses one line of any form, without its line feed. */
  private line(bytes: Uint8Array, start: number, end: number): void {
    const { sink } = this;
    if (end - start > this.maxLineBytes) {
      this.refuseLong(bytes, start, end);
      return;
    }
    let at = start;
    while (at < end && isSpace(bytes[at])) at++;
    if (at === end) return;
    this.lines++;
    const nameStart = at;
    while (at < end && !isSpace(bytes[at])) at++;
    const nameEnd = at;
    while (at < end && isSpace(bytes[at])) at++;
    const valueStart = at;
    while (at < end && !isSpace(bytes[at])) at++;
    const valueEnd = at;
    while (at < end && isSpace(bytes[at])) at++;
    const secondsStart = at;
    while (at < end && !isSpace(bytes[at])) at++;
    const secondsEnd = at;
    while (at < end && isSpace(bytes[at])) at++;
    if (at < end || secondsEnd === secondsStart) {
      sink.refuse(LINE_REFUSALS.fields, bytes, start, end);
      return;
    }
    const value = parseFloatText(latin1(bytes, valueStart, valueEnd));
    if (value === null) {
      sink.refuse(LINE_REFUSALS.value, bytes, start, end);
      return;
    }
    if (!Number.isFinite(value)) {
      sink.refuse(LINE_REFUSALS.notFinite, bytes, start, end);
      return;
    }
    const seconds = parseSeconds(latin1(bytes, secondsStart, secondsEnd), sink);
    if (seconds === null) {
      sink.refuse(LINE_REFUSALS.timestamp, bytes, start, end);
      return;
    }
    const name = sink.lookUp(bytes, nameStart, nameEnd, this.previous);
    if (name < 0) return;
    this.previous = name;
    const i = batched++;
    batch.names[i] = name;
    batch.seconds[i] = seconds;
    batch.values[i] = value;
    if (batched === BATCH_POINTS) this.handOver();
  }

  private keep(bytes: Uint8Array, start: number, end: number): void {
    if (this.carry === null) {
      this.carry = new Uint8Array(this.maxLineBytes + 1 + SPARE_BYTES);
      this.carryView = new DataView(this.carry.buffer);
    }
    this.carry.set(bytes.subarray(start, end), this.carried);
    this.carried += end - start;
  }

  private refuseLong(bytes: Uint8Array, start: number, end: number): void {
    this.lines++;
    this.sink.refuse(LINE_REFUSALS.tooLong, bytes, start, end);
  }
}

let viewed: Uint8Array = new Uint8Array(0);
let lastView = new DataView(viewed.buffer);

/** A view of the same bytes; receivers hand over the same buffer again and again. */
function viewOf(bytes: Uint8Array): DataView {
  if (bytes !== viewed) {
    viewed = bytes;
    lastView = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
  return lastView;
}

function indexOfFeed(bytes: Uint8Array, start: number, end: number): number {
  const at = bytes.indexOf(LF, start);
  return at < end ? at : -1;
}

function hasText(bytes: Uint8Array, end: number): boolean {
  for (let i = 0; i < end; i++) if (!isSpace(bytes[i])) return true;
  return false;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]);
  return text;
}

/** -1 and N mean now, as in carbon and its clients; fractions of a second are cut off. */
function parseSeconds(text: string, sink: PlaintextSink): number | null {
  if (text === 'N') return sink.nowSeconds();
  const value = parseFloatText(text);
  if (value === -1) return sink.nowSeconds();
  if (value === null || !(value >= 0 && value < 2 ** 32)) return null;
  return Math.floor(value);
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const HEXADECIMAL = /^([+-]?)0x([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|nan(?:\([0-9a-z_]*\))?)$/i;

/**
 * A number in any form that C's strtod takes whole: decimal, hexadecimal with a binary exponent, infinities, NaN.
 * Null when the text is none of these.
 */
export function parseFloatText(text: string): number | null {
  if (DECIMAL.test(text)) return Number(text);
  const hexadecimal = HEXADECIMAL.exec(text);
  if (hexadecimal) {
    const [, sign, whole = '', fraction = '', exponent = '0'] = hexadecimal;
    if (whole.length + fraction.length === 0) return null;
    const magnitude = hexadecimalMagnitude(whole + fraction, Number(exponent) - 4 * fraction.length);
    return sign === '-' ? -magnitude : magnitude;
  }
  const special = SPECIAL.exec(text);
  if (special) return special[2] === undefined ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
  return null;
}

/** digits × 2^exponent, rounded once to the nearest double (ties to even). */
function hexadecimalMagnitude(digits: string, exponent: number): number {
  const integer = BigInt(`0x${digits}`);
  if (integer === 0n) return 0;
  const bits = integer.toString(2).length;
  const top = bits + exponent; // the value lies in [2^(top-1), 2^top)
  if (top > 1024) return Infinity;
  if (top < -1080) return 0;
  // Keep as many bits as a double has at this size (fewer for subnormals), rounding what is cut off.
  const keep = Math.min(53, top + 1074);
  const cut = bits - Math.max(keep, 0);
  let kept = integer;
  if (cut > 0) {
    kept = integer >> BigInt(cut);
    const rest = integer - (kept << BigInt(cut));
    const half = 1n << BigInt(cut - 1);
    if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  }
  let scale = exponent + Math.max(cut, 0);
  let result = Number(kept);
  // 2^scale alone may be no double although the product is one: go in two exact steps.
  while (scale > 1000) {
    result *= 2 ** 1000;
    scale -= 1000;
  }
  while (scale < -1000) {
    result *= 2 ** -1000;
    scale += 1000;
  }
  return result * 2 ** scale;
}
