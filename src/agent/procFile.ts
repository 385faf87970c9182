import { closeSync, openSync, readSync } from 'node:fs';

/**
 * A file of /proc or /sys that is read again and again through one open descriptor. The kernel writes the text anew for
 * each reading that starts at position 0.
 */
export interface ProcFile {
  /** Puts the cursor onto the whole text as it is now, and returns it. The bytes are valid until the next reading. */
  read(): ByteCursor;
  /** As `read`, but null when there is no such file. */
  readIfThere(): ByteCursor | null;
  close(): void;
}

/** Half of the files are below 4 KiB; /proc/stat of a machine with many cores is the longest, at some 50 KiB. */
const FIRST_SIZE = 16_384;

export function openProcFile(path: string): ProcFile {
  let descriptor = -1;
  let bytes = Buffer.allocUnsafeSlow(FIRST_SIZE);
  let cursor = new ByteCursor(bytes);

  const close = (): void => {
    if (descriptor >= 0) closeSync(descriptor);
    descriptor = -1;
  };

  const readAll = (): number => {
    let length = 0;
    for (;;) {
      // Files of several records answer a page at a time: only an empty answer is the end.
      const count = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (count === 0) return length;
      length += count;
      if (length < bytes.length) continue;
      const larger = Buffer.allocUnsafeSlow(bytes.length * 2);
      bytes.copy(larger);
      bytes = larger;
      cursor = new ByteCursor(bytes);
    }
  };

  const read = (): ByteCursor => {
    if (descriptor < 0) descriptor = openSync(path, 'r');
    try {
      // Read first: a longer text than ever gets a larger buffer, and with it another cursor.
      const length = readAll();
      cursor.start(length);
    } catch (error) {
      // The descriptor may be stale (a module unloaded, a namespace left); the next reading opens the file again.
      close();
      throw error;
    }
    return cursor;
  };

  return {
    read,
    readIfThere() {
      try {
        return read();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    close,
  };
}

const NEWLINE = 10;
const ZERO = 48;
const NINE = 57;

/** Walks over the lines and words of a text without making strings of them. */
export class ByteCursor {
  readonly bytes: Buffer;
  /** Where the next word or number is looked for. */
  at = 0;
  /** End of the text (exclusive). */
  end = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** Goes to the beginning of a text of `length` bytes. */
  start(length: number): void {
    this.at = 0;
    this.end = length;
  }

  /** Goes behind the next line feed; false when there is no further line. */
  nextLine(): boolean {
    const newline = this.bytes.indexOf(NEWLINE, this.at);
    this.at = newline < 0 || newline >= this.end ? this.end : newline + 1;
    return this.at < this.end;
  }

  /** True, and behind it, when `word` stands at the cursor. */
  take(word: Uint8Array): boolean {
    const { bytes, at } = this;
    if (at + word.length > this.end) return false;
    for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false;
    this.at = at + word.length;
    return true;
  }

  /** Skips blanks and tabs. */
  skipBlanks(): void {
    while (this.at < this.end && (this.bytes[this.at] === 32 || this.bytes[this.at] === 9)) this.at++;
  }

  /**
   * The number of decimal digits (with a fraction, if any) behind blanks; NaN, and not moved past anything but blanks,
   * when there is none. Counters beyond 2^53 lose their last digits, which no rate notices.
   */
  number(): number {
    this.skipBlanks();
    const { bytes, end } = this;
    const first = this.at;
    let at = first;
    let value = 0;
    for (; at < end; at++) {
      const digit = bytes[at]!;
      if (digit < ZERO || digit > NINE) break;
      value = value * 10 + (digit - ZERO);
    }
    if (at === first) return Number.NaN;
    if (bytes[at] === 46 && at < end) {
      let scale = 1;
      for (at++; at < end; at++) {
        const digit = bytes[at]!;
        if (digit < ZERO || digit > NINE) break;
        value = value * 10 + (digit - ZERO);
        scale *= 10;
      }
      value /= scale;
    }
    this.at = at;
    return value;
  }

  /** Skips blanks and then bytes up to a blank, the end of the line, or `until`; returns where the word began. */
  word(until = 32): number {
    this.skipBlanks();
    const { bytes, end } = this;
    const first = this.at;
    let at = first;
    while (at < end && bytes[at]! > 32 && bytes[at] !== until) at++;
    this.at = at;
    return first;
  }

  /** The bytes from `first` to the cursor as text. */
  textFrom(first: number): string {
    return this.bytes.toString('utf8', first, this.at);
  }

  /** True when the bytes from `first` to the cursor are `word`. */
  sameFrom(first: number, word: Uint8Array): boolean {
    if (this.at - first !== word.length) return false;
    for (let i = 0; i < word.length; i++) if (this.bytes[first + i] !== word[i]) return false;
    return true;
  }
}
