import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * How long series have existed at least: how many there had been when. One line `plumbago-series-ages VERSION CRC32`, then JSON: a
 * list of `[series, seconds]`, ascending. Who finds the file missing or damaged counts all series as old.
 */
export const SERIES_AGES_FILE = 'series-ages';
const WORD = 'plumbago-series-ages';
const VERSION = 1;

/** At `seconds` there were so many series: those of higher numbers came later. */
interface Note {
  readonly size: number;
  readonly seconds: number;
}

export class SeriesAges {
  private readonly path: string;
  private readonly keepSeconds: number;
  private notes: Note[];

  /** Ages above `keepSeconds` need not be told apart. */
  constructor(folder: string, keepSeconds: number) {
    this.path = join(folder, SERIES_AGES_FILE);
    this.keepSeconds = keepSeconds;
    this.notes = this.read();
  }

  /** Notes how many series there are now. */
  note(size: number, now: number): void {
    const { notes } = this;
    // Numbers that were lost in a crash are given again.
    const lost = notes.findIndex((each) => each.size > size);
    if (lost >= 0) notes.length = lost;
    if (notes.length > 0 && size === notes.at(-1)!.size) return;
    notes.push({ size, seconds: now });
    while (notes.length > 1 && now - notes[1]!.seconds > this.keepSeconds) notes.shift();
    try {
      this.write();
    } catch {
      // A full disk is told elsewhere; the next note takes this one along.
    }
  }

  /**
   * Seconds that a series has existed at least. Of those that the first note found there it is not known when they came: they
   * count as old, or with `strictly` as of that time.
   */
  of(series: number, now: number, strictly: boolean): number {
    const at = this.notes.findIndex(({ size }) => series < size);
    if (at < 0) return 0;
    return at === 0 && !strictly ? Infinity : now - this.notes[at]!.seconds;
  }

  private write(): void {
    const body = JSON.stringify(this.notes.map(({ size, seconds }) => [size, seconds]));
    writeFileSync(`${this.path}.tmp`, `${WORD} ${VERSION} ${crc32(body).toString(16)}\n${body}`, {
      mode: 0o640,
    });
    renameSync(`${this.path}.tmp`, this.path);
  }

  private read(): Note[] {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch {
      return [];
    }
    const line = text.indexOf('\n');
    const body = text.slice(line + 1);
    if (text.slice(0, line) !== `${WORD} ${VERSION} ${crc32(body).toString(16)}`) return [];
    return (JSON.parse(body) as [number, number][]).map(([size, seconds]) => ({ size, seconds }));
  }
}
