import { toCss } from '../../../src/view/palette.ts';
import { placeBeside } from './placeBeside.ts';
import type { ReadRow } from './readout.ts';
import styles from './tooltip.module.css';

export interface TooltipContent {
  readonly title: string;
  readonly rows: readonly ReadRow[];
  readonly more: number;
}

/** What can be done with a tooltip that stands still. */
export type TooltipAction = { readonly label: string } & (
  | { readonly href: string; readonly newTab: boolean }
  | { perform(): void }
);

let box: HTMLDivElement | null = null;
let release: (() => void) | null = null;
/** Of the event that let go of a pinned tooltip; the click it belongs to has done its work. */
let releasedAt = -1;

export function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** The rows of values of a tooltip, also of the small ones on other charts. */
export function valueRows({ rows, more }: Pick<TooltipContent, 'rows' | 'more'>): HTMLElement[] {
  const made = rows.map((row) => {
    const line = element('div', `${styles['row']} ${row.nearest ? styles['nearest'] : ''}`);
    const swatch = element('i', styles['swatch']);
    swatch.style.background = toCss(row.color);
    line.append(
      swatch,
      element('span', styles['label'], row.label),
      element('span', styles['value'], row.text),
    );
    if (row.earlier) {
      const { text, change } = row.earlier;
      line.append(element('span', styles['earlier'], change ? `was ${text} (${change})` : `was ${text}`));
    }
    return line;
  });
  if (rows.length === 0) made.push(element('div', styles['more'], 'No value here'));
  if (more > 0) made.push(element('div', styles['more'], `and ${more} more`));
  return made;
}

function open(): HTMLDivElement {
  if (!box) {
    box = document.createElement('div');
    box.className = styles['tooltip'];
    box.dataset['testid'] = 'tooltip';
    document.body.append(box);
  }
  return box;
}

function show(point: { x: number; y: number }, content: readonly HTMLElement[]): void {
  const shown = open();
  shown.replaceChildren(...content);
  // The chart's own text says the same to those who do not see the pointer.
  shown.setAttribute('aria-hidden', 'true');
  shown.hidden = false;
  place(point);
}

function place(point: { x: number; y: number }): void {
  if (!box) return;
  const size = { width: box.offsetWidth, height: box.offsetHeight };
  const { x, y } = placeBeside(point, size, { width: window.innerWidth, height: window.innerHeight });
  box.style.transform = `translate(${x}px, ${y}px)`;
}

/** Shows the page's one tooltip beside a point (viewport coordinates), never over it. Not while another one is pinned. */
export function showTooltip(point: { x: number; y: number }, content: TooltipContent): void {
  if (release) return;
  show(point, valueParts(content));
}

function valueParts(content: TooltipContent): HTMLElement[] {
  return [element('div', styles['time'], content.title), ...valueRows(content)];
}

/** The same box for the text of an annotation. */
export function showNote(
  point: { x: number; y: number },
  note: { time: string; title: string; text: string; tags: readonly string[] },
): void {
  if (release) return;
  const parts = [element('div', styles['time'], note.time), element('div', styles['noteTitle'], note.title)];
  if (note.text) parts.push(element('div', styles['noteText'], note.text));
  if (note.tags.length > 0) {
    const tags = element('div', styles['tags']);
    tags.append(...note.tags.map((tag) => element('span', styles['tag'], tag)));
    parts.push(tags);
  }
  show(point, parts);
}

export function hideTooltip(): void {
  if (box && !release) box.hidden = true;
}

export function tooltipPinned(): boolean {
  return release !== null;
}

/** True for a press that only let go of a pinned tooltip. */
export function letGoBy(event: Event): boolean {
  return event.timeStamp === releasedAt;
}

/** Lets go of a pinned tooltip, when there is one. */
export function unpinTooltip(): void {
  release?.();
}

/**
 * A tooltip that stays, with buttons and links below its values, until Esc, a click elsewhere or a scroll. `focus` moves
 * the focus into it; `onClose` is told when it goes.
 */
export function pinTooltip(
  point: { x: number; y: number },
  content: TooltipContent,
  actions: readonly TooltipAction[],
  focus: boolean,
  onClose: () => void,
): void {
  release?.();
  show(point, valueParts(content));
  const pinned = open();
  const bar = element('div', styles['actions']);
  for (const action of actions) bar.append(actionElement(action));
  pinned.append(bar);
  pinned.dataset['pinned'] = '';
  pinned.removeAttribute('aria-hidden');
  pinned.setAttribute('role', 'dialog');
  pinned.setAttribute('aria-label', `Values at ${content.title}`);
  place(point);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    release?.();
  };
  const onPointer = (event: PointerEvent) => {
    if (pinned.contains(event.target as Node)) return;
    releasedAt = event.timeStamp;
    release?.();
  };
  const onScroll = (event: Event) => {
    if (!pinned.contains(event.target as Node)) release?.();
  };
  release = () => {
    release = null;
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('pointerdown', onPointer, true);
    document.removeEventListener('scroll', onScroll, true);
    delete pinned.dataset['pinned'];
    pinned.removeAttribute('role');
    pinned.removeAttribute('aria-label');
    pinned.hidden = true;
    onClose();
  };
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('pointerdown', onPointer, true);
  document.addEventListener('scroll', onScroll, true);
  if (focus) bar.querySelector<HTMLElement>('button, a')?.focus();
}

function actionElement(action: TooltipAction): HTMLElement {
  if ('href' in action) {
    const link = element('a', styles['action'], action.label) as HTMLAnchorElement;
    link.href = action.href;
    if (action.newTab) {
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
    }
    return link;
  }
  const button = element('button', styles['action'], action.label) as HTMLButtonElement;
  button.type = 'button';
  button.addEventListener('click', () => action.perform());
  return button;
}
