/** What fingers on a chart mean: a swipe moves through time, a pinch changes how much of it is shown, one that rests reads values. */
export interface TouchEvents {
  /** The fraction of the chart's width by which later times come into view; negative is earlier. */
  onSwipe(fraction: number): void;
  /** New length of the range over the old one. */
  onPinch(factor: number): void;
  /** A finger rests there (pixels from the element's corner), and then moves; `done` when it leaves. */
  onHold(x: number, y: number, done: boolean): void;
}

/** A finger that moved less than this many pixels was a tap. */
const shortestSwipe = 24;
const leastPinch = 1.15;
const holdMilliseconds = 380;
/** A resting finger trembles by no more than this. */
const mostTremble = 8;

interface Finger {
  readonly startX: number;
  readonly startY: number;
  x: number;
  y: number;
}

/** Listens to fingers on an element; vertical movement stays the page's (`touch-action: pan-y`). */
export function listenToTouch(element: HTMLElement, events: TouchEvents): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const fingers = new Map<number, Finger>();
  let pinchStart = 0;
  let holding = false;
  let holdTimer: ReturnType<typeof setTimeout> | undefined;

  const apart = (): number => {
    const [first, second] = [...fingers.values()];
    return Math.max(1, Math.abs(first.x - second.x));
  };
  const hold = (finger: Finger, done: boolean) => {
    const box = element.getBoundingClientRect();
    events.onHold(finger.x - box.left, finger.y - box.top, done);
  };
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType !== 'touch') return;
      const finger = { startX: event.clientX, startY: event.clientY, x: event.clientX, y: event.clientY };
      fingers.set(event.pointerId, finger);
      clearTimeout(holdTimer);
      if (fingers.size === 2) pinchStart = apart();
      else
        holdTimer = setTimeout(() => {
          holding = true;
          hold(finger, false);
        }, holdMilliseconds);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      const finger = fingers.get(event.pointerId);
      if (!finger) return;
      finger.x = event.clientX;
      finger.y = event.clientY;
      if (holding) hold(finger, false);
      else if (Math.hypot(finger.x - finger.startX, finger.y - finger.startY) > mostTremble)
        clearTimeout(holdTimer);
    },
    { signal },
  );
  // A finger that reads values moves up and down without moving the page; only this event can stop that.
  element.addEventListener(
    'touchmove',
    (event) => {
      if (holding) event.preventDefault();
    },
    { signal, passive: false },
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      clearTimeout(holdTimer);
      const finger = fingers.get(event.pointerId);
      if (!finger) return;
      if (holding) {
        holding = false;
        fingers.clear();
        hold(finger, true);
        return;
      }
      if (fingers.size === 2) {
        const factor = pinchStart / apart();
        fingers.clear();
        if (factor > leastPinch || factor < 1 / leastPinch)
          events.onPinch(Math.min(8, Math.max(1 / 8, factor)));
        return;
      }
      fingers.delete(event.pointerId);
      const moved = finger.x - finger.startX;
      if (Math.abs(moved) >= shortestSwipe && Math.abs(moved) > Math.abs(finger.y - finger.startY))
        events.onSwipe(-moved / element.clientWidth);
    },
    { signal },
  );
  element.addEventListener(
    'pointercancel',
    (event) => {
      clearTimeout(holdTimer);
      holding = false;
      fingers.delete(event.pointerId);
    },
    { signal },
  );
  // A resting finger would open the browser's menu.
  element.addEventListener(
    'contextmenu',
    (event) => {
      if (fingers.size > 0) event.preventDefault();
    },
    { signal },
  );
  return () => {
    clearTimeout(holdTimer);
    stop.abort();
  };
}
