import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Dashboard, GridPlace, Panel } from '../../../../src/schema/dashboard.ts';
import { type Edit, findPanel, movePanel, panelName, resizePanel } from '../edits.ts';
import { type PixelBox, placeAt, type StandingPanel, sizeTo, storedPlace } from './gridMath.ts';

/** A panel on its way to another place or size. */
export interface Arranging {
  /** Of this copy on the page. */
  readonly id: string;
  readonly panel: Panel;
  readonly kind: 'move' | 'resize';
  readonly by: 'pointer' | 'keys';
  /** The row that it came from. */
  readonly from: string;
  /** Where it would go now, as it is stored. */
  readonly rowId: string;
  readonly place: GridPlace;
  /** Where it hangs on the pointer, in pixels of the window. */
  readonly box: PixelBox | null;
  /** Heights of the rows when it began, in pixels: none gets smaller meanwhile, so that nothing moves away from the pointer. */
  readonly heights: ReadonlyMap<string, number>;
}

/** What a panel's frame hands to its head, its grip and its corner. The same object for as long as the panel stands. */
export interface ArrangeHandles {
  onHeadDown(event: PointerEvent): void;
  onCornerDown(event: PointerEvent): void;
  onGripKey(event: KeyboardEvent): void;
}

export interface Arrange {
  readonly arranging: Arranging | null;
  /** What the state of arranging amounts to: the rows are drawn after it while it goes on. */
  readonly edit: Edit | null;
  /** For those who do not see it. */
  readonly said: string;
  handlesOf(id: string, panelId: string): ArrangeHandles;
}

interface ArrangeInput {
  current(): Dashboard;
  /** Panels of a row as they stand on the page now. */
  standing(rowId: string): readonly StandingPanel[];
  edit(edit: Edit): void;
}

const startPixels = 4;
const touchMilliseconds = 350;
const touchSlackPixels = 8;
/** Near the window's edges the page scrolls along, faster towards the edge. */
const edgePixels = 72;
const fastestScroll = 18;

function editOf(arranging: Arranging): Edit {
  return arranging.kind === 'move'
    ? movePanel(arranging.panel, arranging.rowId, arranging.place)
    : resizePanel(arranging.panel, arranging.place);
}

function gridOf(rowId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-grid-row="${CSS.escape(rowId)}"]`);
}

function rowHeights(): ReadonlyMap<string, number> {
  const grids = document.querySelectorAll<HTMLElement>('[data-grid-row]');
  return new Map([...grids].map((element) => [element.dataset['gridRow']!, element.offsetHeight]));
}

/** The row whose grid is at a height of the window, or nearest to it. */
function rowAt(y: number): HTMLElement | null {
  let nearest: HTMLElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const element of document.querySelectorAll<HTMLElement>('[data-grid-row]')) {
    const { top, bottom } = element.getBoundingClientRect();
    const distance = Math.max(top - y, y - bottom, 0);
    if (distance < least) [nearest, least] = [element, distance];
  }
  return nearest;
}

/**
 * Moving and resizing panels by pointer, touch (after a long press) and keys. While it goes on, nothing is changed but
 * what {@link Arrange.edit} says should be drawn; at the end it becomes one edit, or none after Esc.
 */
export function useArrange(input: ArrangeInput): Arrange {
  const [arranging, setArranging] = useState<Arranging | null>(null);
  const [said, setSaid] = useState('');
  const latest = useRef({ input, arranging });
  latest.current = { input, arranging };
  const handles = useRef(new Map<string, ArrangeHandles>());

  const finish = useCallback((keep: boolean) => {
    const { arranging: now, input: at } = latest.current;
    latest.current.arranging = null;
    setArranging(null);
    if (!now) return;
    if (keep) at.edit(editOf(now));
    setSaid(keep ? `${panelName(now.panel)} is put down` : 'As it was');
    if (now.by === 'keys') focusGrip(now.id);
  }, []);

  const begin = useCallback(
    (id: string, panelId: string, kind: 'move' | 'resize', by: 'pointer' | 'keys') => {
      const found = findPanel(latest.current.input.current(), panelId);
      if (!found) return null;
      const start: Arranging = {
        id,
        panel: found.panel,
        kind,
        by,
        from: found.row.id,
        rowId: found.row.id,
        place: found.panel.grid,
        box: null,
        heights: rowHeights(),
      };
      latest.current.arranging = start;
      setArranging(start);
      return start;
    },
    [],
  );

  const change = useCallback((next: Arranging) => {
    latest.current.arranging = next;
    setArranging(next);
  }, []);

  const drag = useCallback(
    (event: PointerEvent, id: string, panelId: string, kind: 'move' | 'resize') => {
      const element = document.querySelector<HTMLElement>(`[data-copy-id="${CSS.escape(id)}"]`);
      if (!element) return;
      const touch = event.pointerType === 'touch';
      const down = { x: event.clientX, y: event.clientY };
      const pointer = { ...down };
      let begun = false;
      let offset = { left: 0, top: 0 };
      let size = { width: 0, height: 0 };
      let frame = 0;

      const start = () => {
        const box = element.getBoundingClientRect();
        offset = { left: down.x - box.left, top: down.y - box.top };
        size = { width: box.width, height: box.height };
        begun = begin(id, panelId, kind, 'pointer') !== null;
        if (!begun) return;
        if (touch) navigator.vibrate?.(10);
        document.documentElement.dataset['arranging'] = kind;
        frame = requestAnimationFrame(scrollAlong);
      };
      const follow = () => {
        const now = latest.current.arranging;
        if (!now) return;
        if (kind === 'resize') {
          const grid = gridOf(now.rowId)?.getBoundingClientRect();
          if (!grid) return;
          // The corner, not the pointer, is what lies on the grid: the pointer took hold a little inside of it.
          const corner = {
            left: pointer.x + size.width - offset.left,
            top: pointer.y + size.height - offset.top,
          };
          const shown = shownPlace(now, grid, element);
          change({ ...now, place: { ...now.panel.grid, ...sizeTo(grid, shown, corner) } });
          return;
        }
        const box = { left: pointer.x - offset.left, top: pointer.y - offset.top, ...size };
        const row = rowAt(pointer.y);
        if (!row) return change({ ...now, box });
        const rowId = row.dataset['gridRow']!;
        const { w, h } = now.panel.grid;
        const place = placeAt(row.getBoundingClientRect(), box, { w, h });
        change({
          ...now,
          box,
          rowId,
          place: storedPlace(place, latest.current.input.standing(rowId)),
        });
      };
      const scrollAlong = () => {
        const bar = 48;
        const above = bar + edgePixels - pointer.y;
        const below = pointer.y - (window.innerHeight - edgePixels);
        const by = Math.max(above, below);
        if (by > 0) {
          const step = Math.min(1, by / edgePixels) * fastestScroll * (above > below ? -1 : 1);
          const before = window.scrollY;
          window.scrollBy(0, step);
          if (window.scrollY !== before) follow();
        }
        frame = requestAnimationFrame(scrollAlong);
      };
      const end = (keep: boolean) => {
        clearTimeout(press);
        cancelAnimationFrame(frame);
        controller.abort();
        delete document.documentElement.dataset['arranging'];
        if (begun) finish(keep);
      };
      const controller = new AbortController();
      const { signal } = controller;
      const press = touch && kind === 'move' ? setTimeout(start, touchMilliseconds) : undefined;
      window.addEventListener(
        'pointermove',
        (move) => {
          if (move.pointerId !== event.pointerId) return;
          pointer.x = move.clientX;
          pointer.y = move.clientY;
          const far = Math.hypot(pointer.x - down.x, pointer.y - down.y);
          if (!begun && press !== undefined) {
            // A finger that wanders before the press is long enough scrolls the page.
            if (far > touchSlackPixels) end(false);
            return;
          }
          if (!begun && far > startPixels) start();
          if (begun) follow();
        },
        { signal },
      );
      window.addEventListener('pointerup', (up) => up.pointerId === event.pointerId && end(true), { signal });
      window.addEventListener('pointercancel', () => end(false), { signal });
      window.addEventListener(
        'keydown',
        (key) => {
          if (key.key !== 'Escape' || !begun) return;
          key.preventDefault();
          key.stopPropagation();
          end(false);
        },
        { signal, capture: true },
      );
      // Once the panel hangs on the finger, the page stands still below it.
      document.addEventListener('touchmove', (move) => begun && move.preventDefault(), {
        signal,
        passive: false,
      });
      document.addEventListener('contextmenu', (menu) => touch && menu.preventDefault(), { signal });
      if (kind === 'resize') event.preventDefault();
    },
    [begin, change, finish],
  );

  const byKeys = arranging?.by === 'keys';
  useEffect(() => {
    if (!byKeys) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      const now = latest.current.arranging;
      if (!now || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = arrows[event.key];
      if (step) {
        const next = event.shiftKey ? resized(now, step) : moved(now, step);
        change(next);
        setSaid(describe(next));
      } else if (event.key === 'Enter' || event.key === ' ') finish(true);
      else if (event.key === 'Escape' || event.key === 'Tab') finish(false);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onDown = () => finish(true);
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onDown, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onDown, true);
    };
  }, [byKeys, change, finish]);

  const handlesOf = useCallback(
    (id: string, panelId: string): ArrangeHandles => {
      const known = handles.current.get(id);
      if (known) return known;
      const made: ArrangeHandles = {
        onHeadDown: (event) => {
          const target = event.target as Element;
          if (event.button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey) return;
          const onGrip = target.closest('[data-testid="panel-grip"]');
          if (!onGrip && target.closest('button, a, input, select, [role="menu"], [role="dialog"]')) return;
          // One column has nowhere to drag to; rows and order are changed by the menu there.
          if (window.matchMedia('(max-width: 720px)').matches) return;
          drag(event, id, panelId, 'move');
        },
        onCornerDown: (event) => event.button === 0 && drag(event, id, panelId, 'resize'),
        onGripKey: (event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          const start = begin(id, panelId, 'move', 'keys');
          if (start)
            setSaid(
              `${panelName(start.panel)}: arrow keys move it, with Shift they resize it; Enter puts it down, Esc leaves it`,
            );
        },
      };
      handles.current.set(id, made);
      return made;
    },
    [drag, begin],
  );

  const edit = useMemo(() => (arranging ? editOf(arranging) : null), [arranging]);
  return { arranging, edit, said, handlesOf };
}

/** Where a panel that is being resized begins on the page, in places of the grid. */
function shownPlace(now: Arranging, grid: DOMRect, element: HTMLElement): GridPlace {
  const box = element.getBoundingClientRect();
  return placeAt(grid, { left: box.left, top: box.top }, { w: 1, h: now.panel.grid.h });
}

const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function moved(now: Arranging, [x, y]: readonly [number, number]): Arranging {
  const { place } = now;
  return {
    ...now,
    kind: 'move',
    place: {
      ...place,
      x: Math.max(0, Math.min(24 - place.w, place.x + x)),
      y: Math.max(0, place.y + y),
    },
  };
}

function resized(now: Arranging, [w, h]: readonly [number, number]): Arranging {
  const { place } = now;
  return {
    ...now,
    kind: now.kind === 'move' && samePlace(place, now.panel.grid) ? 'resize' : now.kind,
    place: {
      ...place,
      w: Math.max(1, Math.min(24 - place.x, place.w + w)),
      h: Math.max(1, place.h + h),
    },
  };
}

function samePlace(a: GridPlace, b: GridPlace): boolean {
  return a.x === b.x && a.y === b.y;
}

function describe({ place }: Arranging): string {
  return `Column ${place.x + 1}, line ${place.y + 1}, ${place.w} wide, ${place.h} high`;
}

/** After the panel was put down, the keys go on where they were. */
function focusGrip(id: string): void {
  requestAnimationFrame(() =>
    document
      .querySelector<HTMLElement>(`[data-copy-id="${CSS.escape(id)}"] [data-testid="panel-grip"]`)
      ?.focus(),
  );
}
