/** From pixels to places of the grid and back; and from what is on the page to what is stored. */
import type { GridPlace } from '../../../../src/schema/dashboard.ts';
import { gridColumns, withinColumns } from '../../../../src/view/layout.ts';

/** Pixels: between panels, and a line of the grid with the room below it. */
export const gapPixels = 8;
export const linePixels = 38;

export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The place whose upper left corner is nearest to a point, both in the same pixels as the grid's box. */
export function placeAt(
  grid: PixelBox,
  point: { readonly left: number; readonly top: number },
  size: { readonly w: number; readonly h: number },
): GridPlace {
  const column = (grid.width + gapPixels) / gridColumns;
  return withinColumns({
    x: Math.round((point.left - grid.left) / column),
    y: Math.round((point.top - grid.top) / linePixels),
    ...size,
  });
}

/** The size in columns and lines of something whose lower right corner is at a point. */
export function sizeTo(
  grid: PixelBox,
  place: GridPlace,
  point: { readonly left: number; readonly top: number },
): { w: number; h: number } {
  const column = (grid.width + gapPixels) / gridColumns;
  const right = Math.round((point.left - grid.left + gapPixels) / column);
  const bottom = Math.round((point.top - grid.top + gapPixels) / linePixels);
  return {
    w: Math.max(1, Math.min(gridColumns, right) - place.x),
    h: Math.max(1, bottom - place.y),
  };
}

/** A panel where it stands on the page and where it is stored: repeated panels above it may have moved it down. */
export interface StandingPanel {
  readonly shown: GridPlace;
  readonly stored: GridPlace;
}

/** The place to store for what was dropped at a place of the page, by how far what stands above it was moved down. */
export function storedPlace(place: GridPlace, standing: readonly StandingPanel[]): GridPlace {
  let moved = 0;
  let lowest = -1;
  for (const { shown, stored } of standing)
    if (shown.y <= place.y && shown.y > lowest) {
      lowest = shown.y;
      moved = shown.y - stored.y;
    }
  return { ...place, y: Math.max(0, place.y - moved) };
}
