import type { ShownAnnotation } from '../../../src/view/annotations.ts';
import { valueNear } from '../../../src/view/chart/cadence.ts';
import type { Drawing } from '../../../src/view/chart/drawing.ts';
import { type Geometry, layOut, type Size, secondsAt, xOf, yOf } from '../../../src/view/chart/geometry.ts';
import { inksOf, toCss } from '../../../src/view/palette.ts';
import type { Point } from '../../../src/view/scene/scene.ts';
import { type AnnotationLayer, createAnnotationLayer } from './annotationLayer.ts';
import { crosshair, observeCrosshair, setCrosshair } from './crosshair.ts';
import { type DragKind, listenToMouse } from './gestures.ts';
import { formatMoment } from './moment.ts';
import { chartFont, paintChart } from './paint.ts';
import styles from './plot.module.css';
import { nearestSeries, type ReadRow, type ReadWishes, readValues, slotAt, spokenValues } from './readout.ts';
import {
  element,
  hideTooltip,
  letGoBy,
  pinTooltip,
  showTooltip,
  type TooltipAction,
  tooltipPinned,
  unpinTooltip,
  valueRows,
} from './tooltip.ts';
import { listenToTouch } from './touch.ts';

export interface PlotEvents {
  /** Seconds since 1970 of a range that was dragged open. */
  onZoom(from: number, until: number): void;
  onZoomOut(): void;
  /** Moves the range by a fraction of its length: negative is earlier. */
  onShift(fraction: number): void;
  /** Makes the range longer (above 1) or shorter, around an instant where one is given. */
  onScale(factor: number, around: number | null): void;
  /** An instant, or a region, to annotate. */
  onAnnotate(time: number, timeEnd: number | null): void;
  onEditAnnotation(annotation: ShownAnnotation): void;
  /** What a pinned tooltip offers for the values it shows, nearest first. */
  actionsFor(rows: readonly ReadRow[], seconds: number): readonly TooltipAction[];
}

export interface PlotSettings {
  readonly annotations: readonly ShownAnnotation[];
  /** Zones of the time axes, the chart's own first. */
  readonly zones: readonly string[];
  /** What the pointer on another chart shows on this one. */
  readonly crosshair: 'off' | 'line' | 'tooltip';
  readonly tooltip: ReadWishes;
  /** Ctrl with a click or a drag annotates. */
  readonly annotates: boolean;
}

/** A chart on its canvas. The component around it mounts and sizes it and knows nothing else. */
export interface Plot {
  draw(drawing: Drawing, settings: PlotSettings): void;
  resize(size: Size): void;
  destroy(): void;
}

const tooltipRows = 14;
/** A pinned tooltip scrolls. */
const pinnedRows = 500;
const echoRows = 6;
const spokenRows = 6;
/** Points on more lines than this hide the lines. */
const mostPoints = 30;
const pointRadius = 3.5;
/** Arrow keys with Shift move so many slots at once. */
const stride = 10;

/** Where a reader stands: under the pointer or a finger, or moved by keys. */
interface Reading {
  readonly seconds: number;
  /** Pixels; null while keys move it: the first value is then the nearest. */
  readonly y: number | null;
}

export function createPlot(host: HTMLElement, size: Size, events: PlotEvents): Plot {
  const canvas = addCanvas(host, styles['canvas']);
  const line = element('div', styles['line']);
  const selection = element('div', styles['selection']);
  const overlay = addCanvas(host, styles['canvas']);
  const echo = element('div', styles['echo']);
  const spoken = element('p', 'visually-hidden');
  for (const hidden of [line, selection, echo, overlay]) {
    hidden.hidden = true;
    hidden.setAttribute('aria-hidden', 'true');
  }
  spoken.setAttribute('aria-live', 'polite');
  host.append(line, selection, echo, spoken);
  const flags: AnnotationLayer = createAnnotationLayer(host, {
    onPoint: () => stopReading(),
    onOpen: events.onEditAnnotation,
  });

  let current: { drawing: Drawing; settings: PlotSettings; geometry: Geometry } | null = null;
  let { width, height } = size;
  /** Set while this chart is the one that is read: its own pointer or keys move the crosshair. */
  let reading: Reading | null = null;
  let frame = 0;
  let readFrame = 0;

  const stopObserving = observeCrosshair((seconds) => {
    if (!reading) follow(seconds);
  });

  function repaint(): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(paint);
  }

  function paint(): void {
    if (!current) return;
    const { drawing, settings, geometry } = current;
    paintChart(sized(canvas, geometry), drawing, geometry, settings.zones);
    flags.lay(settings.annotations, drawing, geometry);
    if (reading) read();
    else follow(settings.crosshair === 'off' ? null : crosshair());
  }

  /** Lays the chart out and paints it, at the latest for the next picture of the screen. */
  function show(drawing: Drawing, settings: PlotSettings): void {
    const context = canvas.getContext('2d')!;
    context.font = chartFont;
    const measure = (text: string) => context.measureText(text).width;
    const geometry = layOut(drawing, { width, height }, settings.zones.length, measure);
    current = { drawing, settings, geometry };
    repaint();
  }

  /** Puts the line where the reader of another chart is, with the values there where that is wished. */
  function follow(seconds: number | null): void {
    hidePoints();
    if (!current || seconds === null) {
      line.hidden = true;
      echo.hidden = true;
      return;
    }
    const { drawing, settings, geometry } = current;
    const { from, until } = drawing.span;
    const inside = settings.crosshair !== 'off' && seconds >= from && seconds <= until;
    line.hidden = !inside;
    echo.hidden = !inside || settings.crosshair !== 'tooltip' || settings.tooltip.mode === 'none';
    if (!inside) return;
    const x = xOf(geometry, drawing.span, seconds);
    placeLine(x, geometry);
    if (echo.hidden) return;
    const index = slotAt(drawing, seconds);
    const wishes = { ...settings.tooltip, mode: 'all' } as const;
    echo.replaceChildren(...valueRows(readValues(drawing, index, null, wishes, echoRows)));
    const { plot } = geometry;
    const right = x < plot.x + plot.width / 2;
    echo.style.transform = `translate(${Math.round(right ? x + 8 : x - 8)}px, ${plot.y}px)`;
    echo.dataset['side'] = right ? 'right' : 'left';
  }

  function placeLine(x: number, { plot }: Geometry): void {
    line.style.transform = `translate(${Math.round(x)}px, ${plot.y}px)`;
    line.style.height = `${plot.height}px`;
  }

  function startReading(next: Reading): void {
    reading = next;
    cancelAnimationFrame(readFrame);
    readFrame = requestAnimationFrame(read);
  }

  function stopReading(): void {
    cancelAnimationFrame(readFrame);
    if (!reading) return;
    reading = null;
    setCrosshair(null);
    follow(null);
    hideTooltip();
  }

  interface Found {
    readonly rows: readonly ReadRow[];
    readonly more: number;
    /** Seconds of the values. */
    readonly time: number;
    readonly point: Point;
  }

  /** The values where the reader stands; null without any. */
  function find(limit: number): Found | null {
    if (!current || !reading) return null;
    const { drawing, settings, geometry } = current;
    const index = slotAt(drawing, reading.seconds);
    if (index < 0) return null;
    const y = reading.y ?? geometry.plot.y;
    const nearest = nearestSeries(drawing, geometry, index, y);
    const time = drawing.times[index];
    const found = readValues(drawing, index, nearest, settings.tooltip, limit);
    // Where the reader is, not where the values are: what stands beside the point must not lie under the pointer.
    return { ...found, time, point: { x: xOf(geometry, drawing.span, reading.seconds), y } };
  }

  /** Shows line, points and tooltip where the reader stands, and tells the other charts. */
  function read(): void {
    if (!current || !reading) return;
    const { drawing, settings, geometry } = current;
    if (settings.crosshair !== 'off') setCrosshair(reading.seconds);
    const { plot } = geometry;
    const x = Math.min(plot.x + plot.width, Math.max(plot.x, xOf(geometry, drawing.span, reading.seconds)));
    line.hidden = false;
    echo.hidden = true;
    placeLine(x, geometry);
    const found = find(tooltipRows);
    if (!found || settings.tooltip.mode === 'none') {
      hidePoints();
      hideTooltip();
      return;
    }
    paintPoints(drawing, geometry, found.time);
    const box = host.getBoundingClientRect();
    showTooltip(
      {
        x: box.left + Math.min(plot.x + plot.width, Math.max(plot.x, found.point.x)),
        y: box.top + found.point.y,
      },
      { title: formatMoment(found.time, drawing.zone), rows: found.rows, more: found.more },
    );
  }

  function paintPoints(drawing: Drawing, geometry: Geometry, time: number): void {
    const index = slotAt(drawing, time);
    const x = xOf(geometry, drawing.span, time);
    const { plot } = geometry;
    const outside = x < plot.x - 1 || x > plot.x + plot.width + 1;
    if (outside || drawing.series.length > mostPoints) {
      hidePoints();
      return;
    }
    const ctx = sized(overlay, geometry);
    ctx.clearRect(0, 0, geometry.width, geometry.height);
    ctx.strokeStyle = toCss(inksOf(drawing.theme).surface);
    ctx.lineWidth = 1.5;
    overlay.hidden = false;
    for (const series of drawing.series) {
      if (series.style === 'bars' || series.source.config.hideFrom?.tooltip) continue;
      const value = valueNear(series.plotted, series.passes, index);
      const y = yOf(geometry, drawing.axes[series.axis].axis, value);
      if (!(y >= plot.y - 1 && y <= plot.y + plot.height + 1)) continue;
      ctx.fillStyle = toCss(series.color);
      ctx.beginPath();
      ctx.arc(x, y, pointRadius, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
    }
  }

  /** The canvas goes, not only what is on it: each that stands there is a layer that every frame of the page pays for. */
  function hidePoints(): void {
    overlay.hidden = true;
  }

  /** The instant at a place, kept inside the plot. */
  function instantAt(x: number): number {
    const { drawing, geometry } = current!;
    const { from, until } = drawing.span;
    return Math.min(until, Math.max(from, secondsAt(geometry, drawing.span, x)));
  }

  function inPlot({ x, y }: Point): boolean {
    const { plot } = current!.geometry;
    return x >= plot.x - 4 && x <= plot.x + plot.width + 4 && y >= 0 && y <= plot.y + plot.height + 4;
  }

  function onHover(point: Point | null): void {
    if (tooltipPinned()) return;
    if (!current || !point || !inPlot(point)) stopReading();
    else startReading({ seconds: instantAt(point.x), y: point.y });
  }

  function onDrag(kind: DragKind, from: Point, to: Point | null, done: boolean): void {
    if (!current || (kind === 'annotate' && !current.settings.annotates)) return;
    unpinTooltip();
    stopReading();
    const { drawing, settings, geometry } = current;
    const { plot } = geometry;
    if (kind === 'pan') {
      const fraction = to ? (from.x - to.x) / plot.width : 0;
      if (done) events.onShift(fraction);
      const by = fraction * (drawing.span.until - drawing.span.from);
      const span = { from: drawing.span.from + by, until: drawing.span.until + by };
      paintChart(sized(canvas, geometry), { ...drawing, span }, geometry, settings.zones);
      return;
    }
    const start = instantAt(from.x);
    const end = to ? instantAt(to.x) : start;
    const [first, last] = start < end ? [start, end] : [end, start];
    const left = xOf(geometry, drawing.span, first);
    selection.hidden = !to || done;
    selection.dataset['kind'] = kind;
    selection.style.transform = `translate(${Math.round(left)}px, ${plot.y}px)`;
    selection.style.width = `${Math.round(xOf(geometry, drawing.span, last) - left)}px`;
    selection.style.height = `${plot.height}px`;
    if (!done) return;
    if (kind === 'zoom') events.onZoom(first, last);
    else events.onAnnotate(Math.floor(first), Math.ceil(last));
  }

  function onClick(point: Point, annotate: boolean, down: PointerEvent): void {
    if (!current || !inPlot(point) || letGoBy(down)) return;
    if (annotate) {
      if (current.settings.annotates) events.onAnnotate(Math.round(instantAt(point.x)), null);
      return;
    }
    reading = { seconds: instantAt(point.x), y: point.y };
    read();
    pin(false);
  }

  function pin(focus: boolean): void {
    const found = find(pinnedRows);
    if (!current || !found || found.rows.length === 0 || current.settings.tooltip.mode === 'none') return;
    const { drawing } = current;
    const nearestFirst = [...found.rows].sort((a, b) => Number(b.nearest) - Number(a.nearest));
    const box = host.getBoundingClientRect();
    pinTooltip(
      { x: box.left + found.point.x, y: box.top + found.point.y },
      { title: formatMoment(found.time, drawing.zone), rows: found.rows, more: found.more },
      events.actionsFor(nearestFirst, found.time),
      focus,
      () => {
        if (focus) host.focus();
        else stopReading();
      },
    );
  }

  function onKey(event: KeyboardEvent): void {
    if (!current || event.target !== host || event.ctrlKey || event.metaKey || event.altKey) return;
    const { drawing } = current;
    const { from, until } = drawing.span;
    const seen = { first: slotAfter(drawing.times, from), last: slotBefore(drawing.times, until) };
    if (event.key === 'Escape') {
      if (!reading) return;
      stopReading();
      spoken.textContent = '';
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (!reading) return;
      pin(true);
    } else {
      const step = event.shiftKey ? stride : 1;
      const here = reading ? slotAt(drawing, reading.seconds) : seen.last + 1;
      const next = {
        ArrowLeft: here - step,
        ArrowRight: reading ? here + step : seen.last,
        Home: seen.first,
        End: seen.last,
      }[event.key];
      if (next === undefined || seen.last < seen.first) return;
      const index = Math.min(seen.last, Math.max(seen.first, next));
      startReading({ seconds: drawing.times[index], y: null });
      const found = find(spokenRows);
      if (found)
        spoken.textContent = spokenValues(formatMoment(found.time, drawing.zone), found.rows, found.more);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const stopMouse = listenToMouse(host, {
    onHover,
    onClick,
    onDrag,
    onDoubleClick: () => {
      unpinTooltip();
      events.onZoomOut();
    },
    onWheel: (factor, point) => events.onScale(factor, current ? instantAt(point.x) : null),
  });
  const stopTouch = listenToTouch(host, {
    onSwipe: events.onShift,
    onPinch: (factor) => events.onScale(factor, null),
    onHold: (x, y, done) => {
      if (!current || !inPlot({ x, y })) return;
      unpinTooltip();
      reading = { seconds: instantAt(x), y };
      read();
      // The values stay to be read when the finger has left.
      if (done) pin(false);
    },
  });
  host.tabIndex = 0;
  host.addEventListener('keydown', onKey);
  host.addEventListener('mousedown', onMouseDown);
  host.addEventListener('blur', onBlur);

  /** A click takes no focus: the arrow keys go on moving the page's range, until somebody comes here by Tab. */
  function onMouseDown(event: MouseEvent): void {
    event.preventDefault();
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && focused !== host) focused.blur();
  }

  function onBlur(): void {
    if (!tooltipPinned()) stopReading();
  }

  return {
    draw: show,
    resize(next) {
      if (next.width === width && next.height === height) return;
      ({ width, height } = next);
      if (current) show(current.drawing, current.settings);
    },
    destroy() {
      cancelAnimationFrame(frame);
      stopObserving();
      stopMouse();
      stopTouch();
      if (reading) {
        unpinTooltip();
        stopReading();
      }
      host.removeEventListener('keydown', onKey);
      host.removeEventListener('mousedown', onMouseDown);
      host.removeEventListener('blur', onBlur);
      host.replaceChildren();
      current = null;
    },
  };
}

function addCanvas(host: HTMLElement, className: string): HTMLCanvasElement {
  const canvas = element('canvas', className) as HTMLCanvasElement;
  canvas.setAttribute('aria-hidden', 'true');
  host.append(canvas);
  return canvas;
}

/** The context of a canvas of the chart's size, in CSS pixels whatever the screen's are. Resizing clears it. */
function sized(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

function slotAfter(times: Float64Array, seconds: number): number {
  let index = 0;
  while (index < times.length && times[index] < seconds) index++;
  return index;
}

function slotBefore(times: Float64Array, seconds: number): number {
  let index = times.length - 1;
  while (index >= 0 && times[index] > seconds) index--;
  return index;
}
