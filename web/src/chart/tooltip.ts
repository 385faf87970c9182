import type { ReadRow } from './drawing.ts';
import { dataColor, type Theme } from './palette.ts';
import { placeBeside } from './placeBeside.ts';
import styles from './tooltip.module.css';
import { formatValue, type Unit } from './units.ts';

export interface TooltipContent {
  readonly title: string;
  readonly rows: readonly ReadRow[];
  readonly more: number;
  readonly unit: Unit;
  readonly theme: Theme;
}

let box: HTMLDivElement | null = null;

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Shows the page's one tooltip beside a point (viewport coordinates), never over it. */
export function showTooltip(point: { x: number; y: number }, content: TooltipContent): void {
  if (!box) {
    box = document.createElement('div');
    box.className = styles['tooltip'];
    box.dataset['testid'] = 'tooltip';
    // The legend says the same to those who do not see the pointer.
    box.setAttribute('aria-hidden', 'true');
    document.body.append(box);
  }
  const rows = content.rows.map((row) => {
    const line = element('div', `${styles['row']} ${row.nearest ? styles['nearest'] : ''}`);
    const swatch = element('i', styles['swatch']);
    swatch.style.background = row.reference ? 'var(--text-3)' : dataColor(content.theme, row.color);
    line.append(
      swatch,
      element('span', styles['label'], row.label),
      element('span', styles['value'], formatValue(row.value, content.unit)),
    );
    return line;
  });
  box.replaceChildren(element('div', styles['time'], content.title), ...rows);
  if (rows.length === 0) box.append(element('div', styles['more'], 'No value here'));
  if (content.more > 0) box.append(element('div', styles['more'], `and ${content.more} more`));
  box.hidden = false;
  const size = { width: box.offsetWidth, height: box.offsetHeight };
  const place = placeBeside(point, size, { width: window.innerWidth, height: window.innerHeight });
  box.style.transform = `translate(${place.x}px, ${place.y}px)`;
}

export function hideTooltip(): void {
  if (box) box.hidden = true;
}
