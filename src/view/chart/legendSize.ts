import type { LegendOptions } from '../../schema/panelOptions.ts';

/** A list of more names than this can be searched. */
export const searchedFrom = 20;

/** How a chart and its legend share their room, in pixels. */
export interface LegendRoom {
  readonly placement: 'bottom' | 'right' | 'none';
  readonly chartWidth: number;
  readonly chartHeight: number;
  readonly legendWidth: number;
  readonly legendHeight: number;
}

const usualRow = 20;
/** For fingers. */
const touchRow = 32;
/** The gap behind a column of a list: that of the style sheet. */
const columnGap = 12;
const leastColumn = 140;
const mostColumn = 320;
/** Of a swatch and a value, and of a letter of a name, about. */
const besidesName = 78;
const letterWidth = 6.4;
const searchHeight = 32;
const space = 4;
const sideSpace = 12;
/** Charts lower than this are no charts any more: the legend gives way. */
const leastChart = 80;
const leastChartWidth = 180;
const usualWidth = 240;

/** Pixels of a column of a list in which the longest name has room, within reason. */
export function columnWidth(longestName: number): number {
  return Math.round(Math.min(mostColumn, Math.max(leastColumn, besidesName + longestName * letterWidth)));
}

/** What is left for the lines once the legend has what it needs: at most a third of a list below, two fifths of a table. */
export function shareRoom(
  width: number,
  height: number,
  names: readonly string[],
  options: LegendOptions,
  touch = false,
): LegendRoom {
  const { show = true, mode = 'list', placement = 'bottom' } = options;
  const none = {
    placement: 'none',
    chartWidth: width,
    chartHeight: height,
    legendWidth: 0,
    legendHeight: 0,
  } as const;
  const rows = names.length;
  const rowHeight = touch ? touchRow : usualRow;
  if (!show || rows === 0) return none;
  const side = Math.min(options.width ?? usualWidth, Math.floor(width / 2));
  if (placement === 'right' && width - side - sideSpace >= leastChartWidth)
    return {
      placement: 'right',
      chartWidth: width - side - sideSpace,
      chartHeight: height,
      legendWidth: side,
      legendHeight: height,
    };
  const columns =
    mode === 'table'
      ? 1
      : Math.max(1, Math.floor((width + columnGap) / (columnWidth(longestOf(names)) + columnGap)));
  const lines = Math.ceil(rows / columns) + (mode === 'table' ? 1 : 0);
  const wanted = lines * rowHeight + (rows > searchedFrom ? searchHeight : 0);
  const most = Math.max(rowHeight, Math.floor(height * (mode === 'table' ? 0.4 : 0.33)));
  const legendHeight = Math.min(wanted, most);
  if (height - legendHeight - space < leastChart) return none;
  return {
    placement: 'bottom',
    chartWidth: width,
    chartHeight: height - legendHeight - space,
    legendWidth: width,
    legendHeight,
  };
}

/** Letters of the longest name. */
export function longestOf(names: readonly string[]): number {
  return names.reduce((longest, name) => Math.max(longest, name.length), 0);
}
