/** What fingers on a chart mean: a swipe moves through time, a pinch changes how much of it is shown. */
export interface TouchEvents {
  /** The fraction of the chart's width by which later times come into view; negative is earlier. */
  onSwipe(fraction: number): void;
  /** New length of the range over the old one. */
  onPinch(factor: number): void;
}

/** A finger that moved less than this many pixels was a tap. */
const shortestSwipe = 24;
const leastPinch = 1.15;

interface Finger {
  readonly startX: number;
  readonly startY: number;
  x: number;
  y: number;
}

/** Listens to fingers on an element; vertical movement stays the page's (`touch-action: pan-y`). */
export function listenToTouch(element: HTMLElement, events: TouchEvents): void {
  const fingers = new Map<number, Finger>();
  let pinchStart = 0;

  const apart = (): number => {
    const [first, second] = [...fingers.values()];
    return Math.max(1, Math.abs(first.x - second.x));
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    fingers.set(event.pointerId, {
      startX: event.clientX,
      startY: event.clientY,
      x: event.clientX,
      y: event.clientY,
    });
    if (fingers.size === 2) pinchStart = apart();
  });
  element.addEventListener('pointermove', (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    finger.x = event.clientX;
    finger.y = event.clientY;
  });
  element.addEventListener('pointerup', (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
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
  });
  element.addEventListener('pointercancel', (event) => fingers.delete(event.pointerId));
}
