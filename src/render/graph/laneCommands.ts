/** The series of a plot: areas, lines and marks. */
import { fade } from '../../view/scene/color.ts';
import { type Command, PolylineBuilder } from '../../view/scene/scene.ts';
import type { Lane } from './lanes.ts';
import { type Plot, yOf } from './plot.ts';
import type { PlottedLane } from './plotted.ts';
import { AreaFiller, type TracedLine, type TrackScale, traceLine, trackOf } from './tracks.ts';

/** Areas first, so that lines lie in front of them; all within the plot. */
export function laneCommands(plot: Plot): Command[] {
  const { edges, plotted, axes, options } = plot;
  const staircase = options.lineMode === 'staircase';
  const inside: Command[] = [];
  const areas = plotted.filter(({ lane }) => lane.shape === 'area');
  const corners = areas.reduce((most, { values }) => Math.max(most, values.length), 0) * (staircase ? 2 : 1);
  const outlines: Command[] = [];
  for (const { side, axis } of axes) {
    const scale: TrackScale = { xOf: plot.xOf, yOf: (value) => yOf(plot, axis, value) };
    const base = axis.logBase === undefined ? scale.yOf(0) : edges.bottom;
    const filler = new AreaFiller(base, corners);
    for (const one of areas) {
      if (axes.length > 1 && one.lane.side !== side) continue;
      const track = trackOf(one, scale, staircase);
      const free = filler.fill(track);
      if (one.lane.invisible) continue;
      const { color, alpha } = one.lane;
      inside.push({ kind: 'area', line: free, fill: fade(color, alpha) });
      if (one.lane.outlined) outlines.push(...strokes(traceLine(track), one.lane, 1));
    }
  }
  inside.push(...outlines);
  for (const one of plotted) {
    if (one.lane.shape === 'area' || one.lane.invisible) continue;
    if (one.lane.shape === 'verticals') inside.push(...verticals(one, plot));
    else {
      const { axis } = axes.find(({ side }) => side === one.lane.side) ?? axes[0];
      const scale: TrackScale = { xOf: plot.xOf, yOf: (value) => yOf(plot, axis, value) };
      inside.push(...strokes(traceLine(trackOf(one, scale, staircase)), one.lane, one.lane.alpha));
    }
  }
  // A line at the very edge of the plot is seen in its full width.
  const box = {
    x: edges.left,
    y: edges.top - 1,
    width: edges.right - edges.left,
    height: edges.bottom - edges.top + 2,
  };
  return [{ kind: 'clip', box, inside }];
}

function strokes(
  { line, dots }: Partial<TracedLine>,
  { color, width, dash }: Lane,
  alpha: number,
): Command[] {
  const commands: Command[] = [];
  const shown = fade(color, alpha);
  if (line !== undefined && line.points.length > 0) {
    const stroke = { color: shown, width, ...(dash === undefined ? {} : { dash: [dash, dash] as const }) };
    commands.push({ kind: 'line', line, stroke });
  }
  if (dots !== undefined && dots.points.length > 0) {
    commands.push({
      kind: 'line',
      line: dots,
      stroke: { color: shown, width: Math.max(2, width * 1.8), round: true },
    });
  }
  return commands;
}

function verticals({ lane, start, step, values }: PlottedLane, { edges, xOf }: Plot): Command[] {
  const builder = new PolylineBuilder();
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0)) continue;
    const x = xOf(start + i * step);
    builder.moveTo(x, edges.bottom);
    builder.lineTo(x, edges.top);
  }
  return strokes({ line: builder.build() }, lane, lane.alpha);
}
