/** What a mouse on a chart means. Fingers are in `touch.ts`. */
import type { Point } from '../../../src/view/scene/scene.ts';

/** What a drag is for: a range to look at, a region to annotate, or the paper itself. */
export type DragKind = 'zoom' | 'annotate' | 'pan';

/** Places are pixels from the chart's upper left corner. */
export interface GestureEvents {
  /** The pointer is there; null when it has left. */
  onHover(point: Point | null): void;
  /** `down` is the press that it began with. */
  onClick(point: Point, annotate: boolean, down: PointerEvent): void;
  /** While a drag goes on, and once more with `done` when it ends. Ended by Esc it is not done but gone: `to` is null. */
  onDrag(kind: DragKind, from: Point, to: Point | null, done: boolean): void;
  onDoubleClick(): void;
  /** The wheel with Ctrl: makes the range longer (above 1) or shorter. */
  onWheel(factor: number, point: Point): void;
}

/** A drag shorter than this is a click that trembled. */
const shortestDrag = 6;
/** One notch of a wheel (100 in most browsers) makes the range a quarter longer. */
const perWheelUnit = Math.log(1.25) / 100;
/** Notches that come close together are one change of range. */
const wheelPauseMilliseconds = 90;

/** Listens until the returned function is called. */
export function listenToMouse(element: HTMLElement, events: GestureEvents): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let drag: { kind: DragKind; from: Point; moved: boolean; down: PointerEvent } | null = null;
  let wheel = 0;
  let wheelTimer: ReturnType<typeof setTimeout> | undefined;

  const pointOf = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const kindOf = (event: PointerEvent): DragKind | null => {
    if (event.button === 1) return 'pan';
    if (event.button !== 0) return null;
    return event.shiftKey ? 'pan' : event.ctrlKey || event.metaKey ? 'annotate' : 'zoom';
  };
  const cancel = () => {
    if (drag?.moved) events.onDrag(drag.kind, drag.from, null, false);
    drag = null;
  };

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'touch') return;
      const kind = kindOf(event);
      if (!kind) return;
      drag = { kind, from: pointOf(event), moved: false, down: event };
      element.setPointerCapture(event.pointerId);
      // The middle button would scroll the page.
      if (event.button === 1) event.preventDefault();
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerType === 'touch') return;
      const point = pointOf(event);
      if (drag && (drag.moved || Math.abs(point.x - drag.from.x) >= shortestDrag)) {
        drag.moved = true;
        events.onDrag(drag.kind, drag.from, point, false);
      }
      if (!drag?.moved) events.onHover(point);
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      if (event.pointerType === 'touch' || !drag) return;
      const { kind, from, moved, down } = drag;
      drag = null;
      const point = pointOf(event);
      if (moved) events.onDrag(kind, from, point, true);
      else if (event.button === 0) events.onClick(point, kind === 'annotate', down);
    },
    { signal },
  );
  element.addEventListener('pointercancel', cancel, { signal });
  element.addEventListener(
    'pointerleave',
    (event) => {
      if (event.pointerType !== 'touch') events.onHover(null);
    },
    { signal },
  );
  element.addEventListener('dblclick', () => events.onDoubleClick(), { signal });
  // A click with Ctrl opens the menu on a Mac; on a chart it annotates.
  element.addEventListener(
    'contextmenu',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { signal },
  );
  element.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const point = pointOf(event);
      wheel += event.deltaY * (event.deltaMode === 1 ? 33 : 1);
      clearTimeout(wheelTimer);
      wheelTimer = setTimeout(() => {
        events.onWheel(Math.exp(Math.max(-1000, Math.min(1000, wheel)) * perWheelUnit), point);
        wheel = 0;
      }, wheelPauseMilliseconds);
    },
    { signal, passive: false },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !drag?.moved) return;
      event.preventDefault();
      event.stopPropagation();
      cancel();
    },
    { signal, capture: true },
  );
  return () => {
    clearTimeout(wheelTimer);
    stop.abort();
  };
}
