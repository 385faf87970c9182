import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './plot.css';
import { crosshair, observeCrosshair, setCrosshair } from './crosshair.ts';
import { type Drawing, readValues } from './drawing.ts';
import { nearestIndex } from './frame.ts';
import { dataColor, type Theme } from './palette.ts';
import { formatMoment, timeTicks } from './timeTicks.ts';
import { hideTooltip, showTooltip } from './tooltip.ts';
import { listenToTouch } from './touch.ts';

export interface PlotEvents {
  /** Seconds since 1970 of a range that was dragged open. */
  onZoom(from: number, until: number): void;
  onZoomOut(): void;
  /** Moves the range by a fraction of its length: negative is earlier. */
  onShift(fraction: number): void;
  /** Makes the range longer (above 1) or shorter. */
  onScale(factor: number): void;
}

/** A chart on its canvas. The component around it mounts and sizes it and knows nothing else. */
export interface Plot {
  draw(drawing: Drawing, theme: Theme): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

const axisWidth = 46;
const axisHeight = 26;
const tooltipRows = 14;
const stackAlpha = 0.72;
/** About half the width of a time label, in pixels. */
const labelHalf = 17;
/** A drag shorter than this is a click that trembled. */
const shortestDrag = 6;

interface Inks {
  readonly text: string;
  readonly grid: string;
  readonly zero: string;
  readonly strong: string;
  readonly surface: string;
}

function readInks(host: Element): Inks {
  const style = getComputedStyle(host);
  const ink = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: ink('--text-3'),
    grid: ink('--grid'),
    zero: ink('--zero'),
    strong: ink('--text-2'),
    surface: ink('--surface-1'),
  };
}

/** An area says "this much": it would lie on an axis that starts elsewhere than at zero. */
function fromZero(drawing: Drawing): boolean {
  return drawing.axis.min <= 0 && drawing.axis.max >= 0;
}

/** What makes uPlot start anew: other series, colours or manner of drawing. New values alone do not. */
function shapeOf(drawing: Drawing, theme: Theme): string {
  const series = drawing.series.map(
    (one) => `${one.key}:${one.color}:${one.reference ?? ''}:${one.below ?? ''}`,
  );
  return `${theme}|${drawing.stacked}|${fromZero(drawing)}|${series.join('|')}`;
}

export function createPlot(
  host: HTMLElement,
  size: { width: number; height: number },
  events: PlotEvents,
): Plot {
  let { width, height } = size;
  let chart: uPlot | null = null;
  let drawing: Drawing | null = null;
  let shape = '';
  let hovered = false;
  let theme: Theme = 'dark';

  const stopObserving = observeCrosshair((seconds) => {
    if (!hovered) followCrosshair(seconds);
  });

  /** Puts this chart's line at the instant under the pointer of another chart. */
  function followCrosshair(seconds: number | null): void {
    if (!chart || !drawing) return;
    const inside = seconds !== null && seconds >= drawing.span.from && seconds <= drawing.span.until;
    const left = inside ? chart.valToPos(seconds, 'x') : -10;
    chart.setCursor({ left, top: inside ? 0 : -10 }, false);
  }

  function onCursor(u: uPlot): void {
    if (!hovered || !drawing) return;
    const left = u.cursor.left ?? -1;
    const top = u.cursor.top ?? -1;
    if (left < 0 || drawing.times.length === 0) {
      setCrosshair(null);
      hideTooltip();
      return;
    }
    const seconds = u.posToVal(left, 'x');
    setCrosshair(seconds);
    const index = nearestIndex(drawing.times, seconds);
    const time = drawing.times[index];
    const { rows, more } = readValues(drawing, index, nearestSeries(u, index, top), tooltipRows);
    const box = u.over.getBoundingClientRect();
    showTooltip(
      { x: box.left + u.valToPos(time, 'x'), y: box.top + top },
      { title: formatMoment(time), rows, more, unit: drawing.unit, theme },
    );
  }

  /** The line closest to the pointer; in a stack the band that the pointer is in. */
  function nearestSeries(u: uPlot, index: number, top: number): string | null {
    if (drawing!.stacked) {
      const height = u.posToVal(top, 'y');
      const bands = drawing!.series.filter((one) => !one.reference && typeof one.plotted[index] === 'number');
      const band = bands.find((one) => (one.plotted[index] as number) >= height) ?? bands[bands.length - 1];
      return band?.key ?? null;
    }
    let best: string | null = null;
    let distance = Number.POSITIVE_INFINITY;
    for (const series of drawing!.series) {
      const value = series.plotted[index];
      if (value === null || value === undefined) continue;
      const apart = Math.abs(u.valToPos(value, 'y') - top);
      if (apart < distance) {
        distance = apart;
        best = series.key;
      }
    }
    return best;
  }

  function onSelect(u: uPlot): void {
    const { left, width: dragged } = u.select;
    if (dragged < shortestDrag) return;
    const from = u.posToVal(left, 'x');
    const until = u.posToVal(left + dragged, 'x');
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    events.onZoom(from, until);
  }

  function drawZero(u: uPlot, inks: Inks): void {
    if (!drawing || drawing.axis.min > 0 || drawing.axis.max < 0) return;
    const { ctx, bbox } = u;
    const y = Math.round(u.valToPos(0, 'y', true)) + 0.5;
    ctx.save();
    ctx.strokeStyle = inks.zero;
    ctx.lineWidth = Math.max(1, Math.floor(devicePixelRatio));
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  }

  /** The slot that is still being filled: a dashed line to where it stands now, with a dot at its end. */
  function drawRunning(u: uPlot): void {
    if (!drawing || drawing.stacked || drawing.running >= drawing.times.length) return;
    const { ctx, bbox } = u;
    const pixel = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    for (const series of drawing.series) {
      ctx.strokeStyle = series.reference ? inks.text : dataColor(theme, series.color);
      ctx.fillStyle = ctx.strokeStyle;
      ctx.lineWidth = 1.25 * pixel;
      ctx.setLineDash([3 * pixel, 3 * pixel]);
      for (let i = drawing.running; i < drawing.times.length; i++) {
        const value = series.plotted[i];
        if (value === null || value === undefined) continue;
        const x = u.valToPos(drawing.times[i], 'x', true);
        const y = u.valToPos(value, 'y', true);
        const before = previousValue(series.plotted, i);
        if (before >= 0) {
          ctx.beginPath();
          ctx.moveTo(
            u.valToPos(drawing.times[before], 'x', true),
            u.valToPos(series.plotted[before] as number, 'y', true),
          );
          ctx.lineTo(x, y);
          ctx.stroke();
        } else {
          ctx.beginPath();
          ctx.arc(x, y, 2 * pixel, 0, 2 * Math.PI);
          ctx.fill();
        }
      }
    }
    ctx.restore();
  }

  let inks = readInks(host);

  function options(now: Drawing): uPlot.Options {
    const linear = uPlot.paths.linear!();
    const untilRunning: uPlot.Series.PathBuilder = (u, index, from, to) =>
      linear(u, index, from, Math.max(from, Math.min(to, (drawing?.running ?? to + 1) - 1)));
    const font = `11px "Inter Variable", system-ui, sans-serif`;
    const count = now.series.length;
    return {
      width,
      height,
      padding: [8, 10, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false, dist: shortestDrag },
        points: {
          size: 7,
          width: 1.5,
          stroke: () => inks.surface,
          fill: (_u, index) => {
            const series = drawing?.series[index - 1];
            return !series || series.reference ? inks.text : dataColor(theme, series.color);
          },
          ...(count > 20 ? { show: false } : {}),
        },
        bind: {
          dblclick: () => () => {
            events.onZoomOut();
            return null;
          },
        },
      },
      scales: {
        x: { time: true, range: () => [drawing!.span.from, drawing!.span.until] },
        y: { range: () => [drawing!.axis.min, drawing!.axis.max] },
      },
      axes: [
        {
          stroke: inks.text,
          font,
          size: axisHeight,
          gap: 6,
          grid: { show: true, stroke: inks.grid, width: 1 },
          ticks: { show: false },
          splits: (u) => ticksOf(u).map((tick) => tick.seconds),
          // A label that would be cut at the right edge is left out; its line stays.
          values: (u) =>
            ticksOf(u).map((tick) =>
              u.valToPos(tick.seconds, 'x') + labelHalf > u.bbox.width / devicePixelRatio + 10
                ? ''
                : tick.label,
            ),
        },
        {
          stroke: inks.text,
          font,
          size: axisWidth,
          gap: 6,
          grid: { show: true, stroke: inks.grid, width: 1 },
          ticks: { show: false },
          splits: () => drawing!.axis.ticks,
          values: () => [...drawing!.labels],
        },
      ],
      series: [
        {},
        ...now.series.map((series, i): uPlot.Series => {
          const color = series.reference ? inks.text : dataColor(theme, series.color);
          const isStack = now.stacked && !series.reference;
          const alpha = isStack ? stackAlpha : count <= 4 && !series.reference && fromZero(now) ? 0.09 : 0;
          return {
            label: series.label,
            stroke: color,
            // A band without thickness must not show: its line would colour the one below it.
            width: isStack ? 0 : 1.25,
            ...(series.reference ? { dash: [4, 4] } : {}),
            ...(alpha > 0 ? { fill: dataColor(theme, series.color, alpha) } : {}),
            fillTo: 0,
            paths: untilRunning,
            points: {
              show: false,
              size: 4,
              width: 0,
              fill: color,
              filter: () => [...(drawing?.series[i]?.isolated ?? [])],
            },
          };
        }),
      ],
      bands: now.stacked ? stackBands(now, theme) : [],
      hooks: {
        drawAxes: [(u) => drawZero(u, inks)],
        draw: [drawRunning],
        setCursor: [onCursor],
        setSelect: [onSelect],
      },
    };
  }

  function ticksOf(u: uPlot) {
    const room = u.width - axisWidth;
    const { from, until } = drawing!.span;
    return timeTicks(from, until, Math.max(2, Math.floor(room / (until - from < 300 ? 84 : 72))));
  }

  function create(now: Drawing): void {
    chart?.destroy();
    inks = readInks(host);
    chart = new uPlot(options(now), toData(now), host);
    listenToTouch(chart.over, { onSwipe: events.onShift, onPinch: events.onScale });
    chart.over.addEventListener('mouseenter', () => {
      hovered = true;
    });
    chart.over.addEventListener('mouseleave', () => {
      hovered = false;
      setCrosshair(null);
      hideTooltip();
    });
    followCrosshair(crosshair());
  }

  return {
    draw(next, nextTheme) {
      const nextShape = shapeOf(next, nextTheme);
      drawing = next;
      theme = nextTheme;
      if (!chart || nextShape !== shape) {
        shape = nextShape;
        create(next);
        return;
      }
      chart.setData(toData(next));
      if (hovered) onCursor(chart);
      else followCrosshair(crosshair());
    },
    resize(nextWidth, nextHeight) {
      if (nextWidth === width && nextHeight === height) return;
      width = nextWidth;
      height = nextHeight;
      chart?.setSize({ width, height });
    },
    destroy() {
      stopObserving();
      if (hovered) {
        setCrosshair(null);
        hideTooltip();
      }
      chart?.destroy();
      chart = null;
    },
  };
}

function previousValue(plotted: readonly (number | null | undefined)[], index: number): number {
  for (let i = index - 1; i >= 0; i--) {
    if (plotted[i] === null) return -1;
    if (plotted[i] !== undefined) return i;
  }
  return -1;
}

/** uPlot's columns. Without any value it would draw no axes, hence the two ends of the range instead. */
function toData(drawing: Drawing): uPlot.AlignedData {
  if (drawing.times.length === 0)
    return [
      [drawing.span.from, drawing.span.until],
      ...drawing.series.map((): (number | null)[] => [null, null]),
    ];
  return [drawing.times, ...drawing.series.map((series) => series.plotted as (number | null)[])];
}

/** Each stacked series is filled down to the one below it rather than to zero. */
function stackBands(drawing: Drawing, theme: Theme): uPlot.Band[] {
  const bands: uPlot.Band[] = [];
  let below = -1;
  drawing.series.forEach((series, i) => {
    if (series.reference) return;
    if (below >= 0)
      bands.push({ series: [i + 1, below + 1], fill: dataColor(theme, series.color, stackAlpha) });
    below = i;
  });
  return bands;
}
