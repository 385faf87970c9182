import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { CellsCommand, Mark, Scene } from '../../../../src/view/scene/scene.ts';
import { CellsCanvas } from './CellsCanvas.tsx';
import { SceneShapes } from './SceneShapes.tsx';
import { type Anchor, type MarkLink, SceneTooltip } from './SceneTooltip.tsx';
import styles from './SceneView.module.css';
import { cellsOf, markAtPoint, markOfCell, marksOf, type PointedMark } from './sceneMarks.ts';

interface SceneViewProps {
  readonly scene: Scene;
  /** Pixels in sight: a scene that is higher is scrolled. */
  readonly height: number;
  /** Where a part leads to; the first is followed at a click when it is the only one. */
  linksOf?(mark: Mark): readonly MarkLink[];
}

const noLinks = () => [];

/** A scene on screen: what the pointer is on, or the keyboard's focus, says what it is. */
export function SceneView({ scene, height, linksOf = noLinks }: SceneViewProps) {
  const root = useRef<HTMLDivElement>(null);
  const [, navigate] = useLocation();
  const [pointed, setPointed] = useState<PointedMark | null>(null);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const [pinned, setPinned] = useState(false);
  const [focusable, setFocusable] = useState(0);
  const marks = useMemo(() => marksOf(scene), [scene]);
  const cells = useMemo(() => cellsOf(scene), [scene]);

  // What was pointed at says its new value once there is one, or nothing when it is gone.
  const shown = useMemo(() => {
    if (!pointed) return null;
    const again = marks.find(({ mark }) => mark.key === pointed.mark.key);
    if (again) return { mark: again.mark, box: again.box };
    return cells ? pointed : null;
  }, [pointed, marks, cells]);

  const hide = () => {
    setPointed(null);
    setPinned(false);
  };
  useEffect(() => {
    if (!pinned) return;
    const close = () => {
      setPinned(false);
      setPointed(null);
    };
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
      root.current?.querySelector<SVGGElement>('[data-mark][tabindex="0"]')?.focus();
    };
    // The links themselves lie outside of the scene's element, on top of everything.
    const onPress = (event: globalThis.PointerEvent) => {
      if (!(event.target as Element).closest('[data-pinned]')) close();
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onPress, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onPress, true);
    };
  }, [pinned]);

  const at = (event: PointerEvent<HTMLElement>): PointedMark | null => {
    const index = (event.target as Element).closest('[data-mark]')?.getAttribute('data-mark');
    if (index !== null && index !== undefined) {
      const command = marks[Number(index)];
      return command ? { mark: command.mark, box: command.box } : null;
    }
    if (!cells) return null;
    const frame = root.current!.querySelector('svg')!.getBoundingClientRect();
    return markAtPoint(cells, event.clientX - frame.left, event.clientY - frame.top);
  };
  const onPoint = (event: PointerEvent<HTMLDivElement>) => {
    if (pinned) return;
    const found = at(event);
    setPointed(found);
    if (found) setAnchor({ x: event.clientX, y: event.clientY });
  };
  const open = (mark: Mark, where: Anchor) => {
    const links = linksOf(mark);
    if (links.length === 0) return;
    if (links.length > 1) {
      setAnchor(where);
      setPinned(true);
      return;
    }
    const [{ href, newTab }] = links;
    if (newTab) window.open(href, '_blank', 'noopener');
    else if (href.startsWith('/') && !href.startsWith('//')) navigate(href);
    else window.location.assign(href);
  };
  const onClick = (event: PointerEvent<HTMLDivElement>) => {
    const found = at(event);
    if (!found) {
      hide();
      return;
    }
    const place = marks.findIndex(({ mark }) => mark.key === found.mark.key);
    if (place >= 0) setFocusable(place);
    setPointed(found);
    setAnchor({ x: event.clientX, y: event.clientY });
    open(found.mark, { x: event.clientX, y: event.clientY });
  };

  /** The place on screen beside which the tooltip of a box stands. */
  const anchorOf = ({ box }: PointedMark): Anchor => {
    const frame = root.current!.querySelector('svg')!.getBoundingClientRect();
    return { x: frame.left + box.x + box.width, y: frame.top + box.y + box.height / 2 };
  };
  const showFocused = (found: PointedMark) => {
    setPointed(found);
    setAnchor(anchorOf(found));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = (event.target as Element).getAttribute('data-mark');
    if (index === null) return;
    const place = Number(index);
    if (event.key === 'Escape' && pointed) {
      event.stopPropagation();
      hide();
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(marks[place].mark, anchorOf(marks[place]));
      return;
    }
    const next = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? marks.length - 1 : place + (next ?? 0);
    if (to === place || to < 0 || to >= marks.length) return;
    event.preventDefault();
    event.stopPropagation();
    setFocusable(to);
    root.current?.querySelector<SVGGElement>(`[data-mark="${to}"]`)?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the parts of the picture inside are what is acted on
    <div
      ref={root}
      className={styles['scene']}
      style={{ height, overflowY: scene.height > height ? 'auto' : 'hidden' }}
      onPointerMove={onPoint}
      onPointerLeave={() => !pinned && setPointed(null)}
      onClick={(event) => onClick(event as unknown as PointerEvent<HTMLDivElement>)}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const index = event.target.getAttribute('data-mark');
        if (index === null || !event.target.matches(':focus-visible')) return;
        setFocusable(Number(index));
        showFocused(marks[Number(index)]);
      }}
      onBlur={() => !pinned && setPointed(null)}
    >
      <div className={styles['sheet']} style={{ width: scene.width, height: scene.height }}>
        {cells && <CellsCanvas command={cells} />}
        {/* biome-ignore lint/a11y/useSemanticElements: a picture is no set of fields */}
        <svg
          width={scene.width}
          height={scene.height}
          viewBox={`0 0 ${scene.width} ${scene.height}`}
          aria-label={scene.description}
          role="group"
          data-testid="scene"
        >
          <SceneShapes scene={scene} marks={marks} focusable={Math.min(focusable, marks.length - 1)} />
        </svg>
        {cells && (
          <CellCursor
            command={cells}
            onMove={showFocused}
            onOpen={(found) => open(found.mark, anchorOf(found))}
          />
        )}
        {shown && cells && <div className={styles['frame']} style={frameOf(shown)} />}
      </div>
      {shown && anchor && (
        <SceneTooltip
          mark={shown.mark}
          anchor={anchor}
          links={linksOf(shown.mark)}
          pinned={pinned}
          onClose={hide}
        />
      )}
    </div>
  );
}

function frameOf({ box }: PointedMark) {
  return { left: box.x, top: box.y, width: box.width, height: box.height };
}

interface CellCursorProps {
  readonly command: CellsCommand;
  onMove(found: PointedMark): void;
  onOpen(found: PointedMark): void;
}

/** Takes the focus for a whole grid of cells, in which the arrow keys go from cell to cell. */
function CellCursor({ command, onMove, onOpen }: CellCursorProps) {
  const [place, setPlace] = useState({ column: command.columns - 1, row: 0 });
  const { box, columns, rows, markAt } = command;
  if (!markAt) return null;
  const column = Math.min(place.column, columns - 1);
  const row = Math.min(place.row, rows - 1);
  const said = markOfCell(command, column, row);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Enter' && said) {
      onOpen(said);
      return;
    }
    const move = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    const next = {
      column: Math.max(0, Math.min(columns - 1, column + move[0])),
      row: Math.max(0, Math.min(rows - 1, row + move[1])),
    };
    setPlace(next);
    const found = markOfCell(command, next.column, next.row);
    if (found) onMove(found);
  };
  return (
    <div
      className={styles['cursor']}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
      role="slider"
      tabIndex={0}
      aria-label="Cells; the arrow keys go from one to the next"
      aria-valuemin={0}
      aria-valuemax={columns * rows - 1}
      aria-valuenow={row * columns + column}
      aria-valuetext={said ? [said.mark.label, said.mark.value].filter(Boolean).join(': ') : 'nothing here'}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (said && event.target.matches(':focus-visible')) onMove(said);
      }}
    />
  );
}
