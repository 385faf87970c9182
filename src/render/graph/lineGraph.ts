/** Series over time as a picture. */
import type { Series } from '../../query/series.ts';
import type { Scene } from '../../view/scene/scene.ts';
import {
  axisTicks,
  gridCommands,
  sideTitleCommands,
  timeLabelCommands,
  valueLabelCommands,
} from './axisCommands.ts';
import { type Edges, frame, noData } from './frame.ts';
import { laneCommands } from './laneCommands.ts';
import { buildLanes, hasTwoSides, type Lane } from './lanes.ts';
import { type LegendEntry, layOutLegend } from './legend.ts';
import type { GraphOptions, Side } from './options.ts';
import { fitPlot, LABEL_GAP } from './plot.ts';
import { timeSpan } from './plotted.ts';
import { capHeight, lineHeight, type TextWriter } from './texts.ts';

/** Graphite-web's: more names than this are left out unless a legend is asked for. */
const MAX_LEGEND_ENTRIES = 10;
/** Share of the height that a legend may take. */
const LEGEND_SHARE = 0.45;

/** `zone` is an IANA name. @throws RenderOptionError, TimeError */
export function lineGraph(
  list: readonly Series[],
  given: GraphOptions,
  zone: string,
  writer: TextWriter,
): Scene {
  const lanes = buildLanes(list, given);
  const options = withPossibleLineMode(list, given);
  const span = timeSpan(lanes, options.lineMode !== 'staircase');
  if (span === undefined) return noData(options, writer);
  const { commands, inside } = frame(options, writer);

  const legend = layOutLegend(
    {
      entries: legendEntries(lanes, options),
      font: options.font,
      foreground: options.colors.foreground,
      muted: options.colors.muted,
      width: inside.right - inside.left,
      height: (inside.bottom - inside.top) * LEGEND_SHARE,
    },
    writer,
  );
  const legendTop = inside.bottom - legend.height;
  const titles = sideTitles(options, hasTwoSides(list));
  const titleRoom = (side: Side) =>
    titles[side].length === 0 ? 0 : titles[side].length * lineHeight(options.font) + LABEL_GAP;
  const room: Edges = {
    left: inside.left + titleRoom('left'),
    right: inside.right - titleRoom('right'),
    // The uppermost label of values rises above the plot by half its height.
    top: inside.top + (options.shows.valueLabels ? Math.ceil(capHeight(options.font) / 2) : 0),
    bottom:
      legendTop -
      (legend.height > 0 ? options.font.size : 0) -
      (options.shows.timeLabels ? capHeight(options.font) + LABEL_GAP : 0),
  };
  const plot = fitPlot(room, lanes, span, options, writer);
  const ticks = axisTicks(plot, zone, writer);
  return {
    width: options.width,
    height: options.height,
    description: describe(list, options),
    commands: [
      ...commands,
      ...gridCommands(plot, ticks, zone),
      ...laneCommands(plot),
      ...valueLabelCommands(plot, writer),
      ...timeLabelCommands(plot, ticks, writer),
      ...sideTitleCommands(plot, titles, writer),
      ...legend.place(inside.left, legendTop),
    ],
  };
}

/** A single value has no slope; as in graphite-web one such series makes all of them steps. */
function withPossibleLineMode(list: readonly Series[], options: GraphOptions): GraphOptions {
  const single = options.lineMode === 'slope' && list.some(({ values }) => values.length === 1);
  return single ? { ...options, lineMode: 'staircase' } : options;
}

function legendEntries(lanes: readonly Lane[], { legend }: GraphOptions): LegendEntry[] {
  if (!(legend.shown ?? lanes.length <= MAX_LEGEND_ENTRIES)) return [];
  const seen = new Set<string>();
  const entries: LegendEntry[] = [];
  for (const { series, color, side } of lanes) {
    const { name, values } = series;
    if (name === '' || (legend.unique && seen.has(name))) continue;
    if (legend.hideNull && values.every(Number.isNaN)) continue;
    seen.add(name);
    entries.push({ name, color, side });
  }
  return entries;
}

/** Titles along the axes. The right one belongs to a second axis, as in graphite-web. */
function sideTitles(options: GraphOptions, twoSides: boolean): Readonly<Record<Side, readonly string[]>> {
  return { left: options.leftTitle, right: twoSides ? options.rightTitle : [] };
}

function describe(list: readonly Series[], { title }: GraphOptions): string {
  const names = list.slice(0, 10).map(({ name }) => name.slice(0, 200));
  const more = list.length > names.length ? `, and ${list.length - names.length} more` : '';
  return [...title, `Graph of ${names.join(', ')}${more}`].join('. ');
}
