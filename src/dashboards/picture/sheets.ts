/** Where everything of a dashboard lies in its picture: on one sheet that is as high as needed, or on pages of one height. */
import type { GridPlace } from '../../schema/dashboard.ts';
import { gridColumns } from '../../view/layout.ts';
import type { Box } from '../../view/scene/scene.ts';

/** Pixels between panels, and of a line of the grid with the room below it. */
export const GAP = 8;
const LINE = 38;

/** What stands below each other: a line over the whole width, or panels on a grid. */
export type Block<Item> =
  /** A heading stays with the panels that come behind it. */
  | { readonly kind: 'line'; readonly item: Item; readonly height: number; readonly heading?: boolean }
  | { readonly kind: 'grid'; readonly items: readonly GridItem<Item>[] };

export interface GridItem<Item> {
  readonly item: Item;
  readonly grid: GridPlace;
}

export interface Placed<Item> {
  readonly item: Item;
  /** Whole pixels from the upper left corner of the room that its sheet has. */
  readonly box: Box;
}

export interface Sheet<Item> {
  readonly placed: readonly Placed<Item>[];
  /** From its upper edge to the lower end of what is on it. */
  readonly height: number;
}

/**
 * Lays out blocks over `width` pixels. With `pageHeight` there are as many sheets as it takes: panels that stand beside each other stay together
 * where they can, none is cut, and one that is higher than a page becomes as high as that.
 */
export function layOutSheets<Item>(
  blocks: readonly Block<Item>[],
  width: number,
  pageHeight = Number.POSITIVE_INFINITY,
): Sheet<Item>[] {
  const writer = new SheetWriter<Item>(width, pageHeight);
  blocks.forEach((block, i) => {
    if (block.kind === 'line') writer.line(block, block.heading ? headRoom(blocks[i + 1], pageHeight) : 0);
    else for (const band of bandsOf(block.items)) writer.band(band);
  });
  return writer.sheets();
}

/** Panels that nothing can be cut between: from a line of the grid that no panel crosses to the next such line. */
interface Band<Item> {
  readonly items: readonly GridItem<Item>[];
  readonly top: number;
  readonly bottom: number;
}

function bandsOf<Item>(items: readonly GridItem<Item>[]): Band<Item>[] {
  const bands: { items: GridItem<Item>[]; top: number; bottom: number }[] = [];
  for (const one of items.toSorted((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x)) {
    const last = bands.at(-1);
    const bottom = one.grid.y + one.grid.h;
    if (last && one.grid.y < last.bottom) {
      last.items.push(one);
      last.bottom = Math.max(last.bottom, bottom);
    } else bands.push({ items: [one], top: one.grid.y, bottom });
  }
  return bands;
}

/** What has to have room below a heading. */
function headRoom<Item>(next: Block<Item> | undefined, pageHeight: number): number {
  if (next === undefined) return 0;
  if (next.kind === 'line') return next.height + GAP;
  const [first] = bandsOf(next.items);
  if (!first) return 0;
  const whole = pixels(first.bottom - first.top);
  const least = Math.min(
    ...first.items.filter(({ grid }) => grid.y === first.top).map(({ grid }) => pixels(grid.h)),
  );
  return GAP + (whole <= pageHeight / 2 ? whole : Math.min(least, pageHeight / 2));
}

const pixels = (lines: number): number => lines * LINE - GAP;

class SheetWriter<Item> {
  private readonly width: number;
  private readonly pageHeight: number;
  private readonly done: { placed: Placed<Item>[]; height: number }[] = [{ placed: [], height: 0 }];

  constructor(width: number, pageHeight: number) {
    this.width = width;
    this.pageHeight = pageHeight;
  }

  line({ item, height }: Extract<Block<Item>, { kind: 'line' }>, below: number): void {
    const y = this.startFor(height + below);
    this.put(item, { x: 0, y, width: this.width, height });
  }

  band(band: Band<Item>): void {
    const height = pixels(band.bottom - band.top);
    if (height <= this.pageHeight) {
      const y = this.startFor(height);
      for (const { item, grid } of band.items) {
        this.put(item, { ...this.columns(grid), y: y + (grid.y - band.top) * LINE, height: pixels(grid.h) });
      }
      return;
    }
    // Higher than a page: each panel by itself, on what is above it.
    const ground = new Array<number>(gridColumns).fill(this.current.height);
    let page = this.done.length - 1;
    for (const { item, grid } of band.items) {
      const of = (column: number) => ground[column];
      const own = Array.from({ length: grid.w }, (_, i) => grid.x + i);
      const height = Math.min(pixels(grid.h), this.pageHeight);
      let y = Math.max(...own.map(of));
      y = y === 0 ? 0 : y + GAP;
      if (y + height > this.pageHeight) {
        this.newSheet();
        page = this.done.length - 1;
        ground.fill(0);
        y = 0;
      }
      this.put(item, { ...this.columns(grid), y, height }, page);
      for (const column of own) ground[column] = y + height;
    }
  }

  sheets(): Sheet<Item>[] {
    return this.done;
  }

  private get current() {
    return this.done[this.done.length - 1];
  }

  /** The upper edge of something of that height, on a new sheet where this one has no room for it. */
  private startFor(height: number): number {
    const { height: used } = this.current;
    if (used === 0) return 0;
    if (used + GAP + height <= this.pageHeight) return used + GAP;
    this.newSheet();
    return 0;
  }

  private newSheet(): void {
    this.done.push({ placed: [], height: 0 });
  }

  private put(item: Item, box: Box, page = this.done.length - 1): void {
    const sheet = this.done[page];
    sheet.placed.push({ item, box });
    sheet.height = Math.max(sheet.height, box.y + box.height);
  }

  /** Borders are rounded rather than widths, so that panels below each other line up. */
  private columns({ x, w }: GridPlace): Pick<Box, 'x' | 'width'> {
    const border = (column: number) => Math.round((column * (this.width + GAP)) / gridColumns);
    return { x: border(x), width: Math.max(1, border(x + w) - border(x) - GAP) };
  }
}

/** The width of a panel on a sheet. */
export function widthOnSheet({ x, w }: GridPlace, width: number): number {
  const border = (column: number) => Math.round((column * (width + GAP)) / gridColumns);
  return Math.max(1, border(x + w) - border(x) - GAP);
}
