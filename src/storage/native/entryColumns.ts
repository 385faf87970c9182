/** The series of an entry that counts no more. */
export const NO_SERIES = 0xffffffff;

/** Entries of a piece: 2 MiB of address space, of which only what is written takes memory. */
const PIECE_SHIFT = 17;
const PIECE_ENTRIES = 1 << PIECE_SHIFT;
/** Four numbers of 4 bytes and a level. */
const ENTRY_BYTES = 17;

interface Piece {
  readonly series: Uint32Array;
  readonly firstSlots: Uint32Array;
  readonly places: Uint32Array;
  readonly previous: Int32Array;
  readonly levels: Uint8Array;
}

/**
 * What is known of the entries of a sealed set, in shared memory: another thread reads the columns where they stand. They come
 * in pieces, so that growing never copies any.
 */
export class EntryColumns {
  /** Entries of all pieces that have been added. */
  length = 0;
  readonly memory: SharedArrayBuffer[];
  private readonly pieces: Piece[];

  /** `memory` and `length`: of another thread's columns, to read them. */
  constructor(memory: readonly SharedArrayBuffer[] = [], length = 0) {
    this.memory = [...memory];
    this.pieces = memory.map(pieceOf);
    this.length = length;
  }

  /** Adds an entry and returns its number. `previous`: the entry of the same series before it, or -1. */
  add(series: number, level: number, firstSlot: number, place: number, previous: number): number {
    const entry = this.length++;
    if (entry >>> PIECE_SHIFT === this.pieces.length) {
      const memory = new SharedArrayBuffer(PIECE_ENTRIES * ENTRY_BYTES);
      this.memory.push(memory);
      this.pieces.push(pieceOf(memory));
    }
    const piece = this.pieces[entry >>> PIECE_SHIFT];
    const i = entry & (PIECE_ENTRIES - 1);
    piece.series[i] = series;
    piece.levels[i] = level;
    piece.firstSlots[i] = firstSlot;
    piece.places[i] = place;
    piece.previous[i] = previous;
    return entry;
  }

  /** The entry counts no more. */
  discard(entry: number): void {
    this.pieces[entry >>> PIECE_SHIFT].series[entry & (PIECE_ENTRIES - 1)] = NO_SERIES;
  }

  /** {@link NO_SERIES} for entries that count no more. */
  seriesOf(entry: number): number {
    return this.pieces[entry >>> PIECE_SHIFT].series[entry & (PIECE_ENTRIES - 1)];
  }

  levelOf(entry: number): number {
    return this.pieces[entry >>> PIECE_SHIFT].levels[entry & (PIECE_ENTRIES - 1)];
  }

  firstSlotOf(entry: number): number {
    return this.pieces[entry >>> PIECE_SHIFT].firstSlots[entry & (PIECE_ENTRIES - 1)];
  }

  /** Place of the chunk, in units of 4 bytes over all arenas. */
  placeOf(entry: number): number {
    return this.pieces[entry >>> PIECE_SHIFT].places[entry & (PIECE_ENTRIES - 1)];
  }

  previousOf(entry: number): number {
    return this.pieces[entry >>> PIECE_SHIFT].previous[entry & (PIECE_ENTRIES - 1)];
  }
}

function pieceOf(memory: SharedArrayBuffer): Piece {
  const column = (i: number): [SharedArrayBuffer, number, number] => [
    memory,
    i * 4 * PIECE_ENTRIES,
    PIECE_ENTRIES,
  ];
  return {
    series: new Uint32Array(...column(0)),
    firstSlots: new Uint32Array(...column(1)),
    places: new Uint32Array(...column(2)),
    previous: new Int32Array(...column(3)),
    levels: new Uint8Array(...column(4)),
  };
}
