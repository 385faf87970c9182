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

/** What the parser needs of the one who keeps the points. Bytes are only valid during the call. */
export interface PlaintextSink {
  /** Arena and offsets of the names known by number: see {@link PlaintextSink.follower}. */
  readonly nameBytes: Uint8Array;
  readonly nameOffsets: Uint32Array;
  /** The name number that followed this one the last time, or a wrong guess; -1 when there is none. */
  follower(previous: number): number;
  /** The number of a name, created when new; -1 when refused (the sink has counted why). */
  lookUp(bytes: Uint8Array, start: number, end: number, previous: number): number;
  /** A point. `seconds` is a whole number from 0 to 2^32 - 1, `value` is finite. */
  point(name: number, seconds: number, value: number): void;
  /** A line that is no point; `bytes[start, end)` is (the beginning of) it. */
  refuse(reason: LineRefusal, bytes: Uint8Array, start: number, end: number): void;
  /** Whole seconds since 1970, for `-1` and `N`. */
  nowSeconds(): number;
}

const LF = 10;
const CR = 13;
const BLANK = 32;
const DOT = 46;
const MINUS = 45;
const ZERO = 48;

/** 10^0 … 10^22: the powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** Integers below this times any exact power give one rounding when divided, so the result is the nearest double. */
const EXACT = 2 ** 53;

/** Blank, tab, vertical tab and form feed separate fields; CR does too, so that CRLF needs no case of its own. */
function isSpace(byte: number): boolean {
  return byte === BLANK || (byte >= 9 && byte <= CR && byte !== LF);
}

function isSeparator(byte: number): boolean {
  return byte === LF || isSpace(byte);
}

/** One stream of lines: a connection, or a datagram. Keeps at most `maxLineBytes` between two calls. */
export class PlaintextParser {
  /** Lines seen so far, empty ones not counted. */
  lines = 0;
  private previous = -1;
  /** The beginning of a line whose end has not come yet. */
  private carry: Uint8Array | null = null;
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
      const length = this.carried + (stop - at);
      if (length > this.maxLineBytes) {
        this.refuseLong(this.carry!, 0, this.carried);
        this.carried = 0;
        this.skipping = feed < 0;
      } else {
        this.keep(bytes, at, stop);
        if (feed >= 0) {
          this.line(this.carry!, 0, this.carried);
          this.carried = 0;
        }
      }
      if (feed < 0) return;
      at = feed + 1;
    }
    at = this.wholeLines(bytes, at, end);
    if (at < end) {
      if (end - at > this.maxLineBytes) {
        this.refuseLong(bytes, at, end);
        this.skipping = true;
      } else this.keep(bytes, at, end);
    }
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
  }

  /** Parses all whole lines and returns where the unfinished rest begins. */
  private wholeLines(bytes: Uint8Array, start: number, end: number): number {
    const { sink } = this;
    let at = start;
    while (at < end) {
      const lineStart = at;
      // The guess: is this the name that came after the previous one last time?
      let name = -1;
      if (this.previous >= 0) {
        const guess = sink.follower(this.previous);
        if (guess >= 0) {
          const names = sink.nameBytes;
          let from = sink.nameOffsets[guess];
          const to = sink.nameOffsets[guess + 1];
          // Reading past the end of `bytes` gives undefined, which equals no byte: no bounds check needed.
          while (from < to && names[from] === bytes[at]) {
            from++;
            at++;
          }
          if (from === to && at < end && bytes[at] === BLANK) name = guess;
          else at = lineStart;
        }
      }
      if (name < 0) {
        // The end of the name: LF counts too, and is below the blank as all other separators are.
        while (at < end && (bytes[at] > BLANK || !isSeparator(bytes[at]))) at++;
        if (at === end) return lineStart;
        if (bytes[at] !== BLANK || at === lineStart) {
          // An empty line, one field only, tabs, or a blank at the beginning: rare, so done apart.
          const feed = indexOfFeed(bytes, at, end);
          if (feed < 0) return lineStart;
          this.line(bytes, lineStart, feed);
          at = feed + 1;
          continue;
        }
      }
      const nameEnd = at;
      // The usual line: one blank, a plain decimal number, one blank, ten digits or so, LF or CR LF.
      at++;
      let byte = bytes[at];
      const negative = byte === MINUS;
      if (negative) byte = bytes[++at];
      let mantissa = 0;
      let digits = 0;
      let decimals = 0;
      while (byte >= ZERO && byte <= 57) {
        mantissa = mantissa * 10 + (byte - ZERO);
        digits++;
        byte = bytes[++at];
      }
      if (byte === DOT) {
        byte = bytes[++at];
        while (byte >= ZERO && byte <= 57) {
          mantissa = mantissa * 10 + (byte - ZERO);
          digits++;
          decimals++;
          byte = bytes[++at];
        }
      }
      let plain = byte === BLANK && digits > 0 && mantissa < EXACT && decimals <= 22;
      let seconds = 0;
      if (plain) {
        const secondsStart = ++at;
        byte = bytes[at];
        while (byte >= ZERO && byte <= 57) {
          seconds = seconds * 10 + (byte - ZERO);
          byte = bytes[++at];
        }
        if (byte === CR) byte = bytes[++at];
        plain =
          byte === LF && at > secondsStart && at - secondsStart <= 11 && seconds <= 0xffffffff && at < end;
      }
      if (!plain) {
        const feed = indexOfFeed(bytes, nameEnd, end);
        if (feed < 0) return lineStart;
        this.line(bytes, lineStart, feed);
        at = feed + 1;
        continue;
      }
      at++;
      this.lines++;
      if (at - lineStart > this.maxLineBytes) {
        this.lines--;
        this.refuseLong(bytes, lineStart, at);
        continue;
      }
      if (name < 0) {
        name = sink.lookUp(bytes, lineStart, nameEnd, this.previous);
        if (name < 0) continue;
      }
      this.previous = name;
      let value = decimals === 0 ? mantissa : mantissa / POWERS[decimals];
      if (negative) value = -value;
      sink.point(name, seconds, value);
    }
    return at;
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
    sink.point(name, seconds, value);
  }

  private keep(bytes: Uint8Array, start: number, end: number): void {
    if (this.carry === null) this.carry = new Uint8Array(this.maxLineBytes);
    this.carry.set(bytes.subarray(start, end), this.carried);
    this.carried += end - start;
  }

  private refuseLong(bytes: Uint8Array, start: number, end: number): void {
    this.lines++;
    this.sink.refuse(LINE_REFUSALS.tooLong, bytes, start, end);
  }
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
