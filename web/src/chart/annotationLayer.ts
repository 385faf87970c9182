import type { ShownAnnotation } from '../../../src/view/annotations.ts';
import type { Drawing } from '../../../src/view/chart/drawing.ts';
import { type Geometry, xOf } from '../../../src/view/chart/geometry.ts';
import { resolveColor, type Theme, toCss } from '../../../src/view/palette.ts';
import { formatMoment } from './moment.ts';
import styles from './plot.module.css';
import { element, hideTooltip, showNote } from './tooltip.ts';

/** More flags than this cover the chart: the newest are shown. */
const mostFlags = 200;

export interface AnnotationLayer {
  lay(annotations: readonly ShownAnnotation[], drawing: Drawing, geometry: Geometry): void;
}

interface AnnotationEvents {
  /** The pointer or the focus is on a flag: its text is shown now. */
  onPoint(): void;
  onOpen(annotation: ShownAnnotation): void;
}

/** Flags and shaded regions over a chart, as elements: they take the focus, and say what they are when it is on them. */
export function createAnnotationLayer(host: HTMLElement, events: AnnotationEvents): AnnotationLayer {
  const layer = element('div', styles['annotations']);
  host.append(layer);
  let shown: readonly ShownAnnotation[] = [];
  let elements: { flag: HTMLButtonElement; region: HTMLElement | null; annotation: ShownAnnotation }[] = [];

  function make(annotation: ShownAnnotation, theme: Theme, zone: string) {
    const color = toCss(resolveColor(annotation.color, theme) ?? { r: 120, g: 140, b: 200, a: 1 });
    const flag = element('button', styles['flag']) as HTMLButtonElement;
    flag.type = 'button';
    flag.style.setProperty('--flag', color);
    const time = timeOf(annotation, zone);
    flag.setAttribute('aria-label', `${annotation.title || annotation.text || 'Annotation'}, ${time}`);
    flag.dataset['testid'] = 'annotation';
    const showIt = () => {
      events.onPoint();
      const box = flag.getBoundingClientRect();
      const { title, text, tags } = annotation;
      showNote({ x: box.left + box.width / 2, y: box.top + 24 }, { time, title, text, tags });
    };
    flag.addEventListener('pointerenter', showIt);
    flag.addEventListener('focus', showIt);
    flag.addEventListener('pointerleave', hideTooltip);
    flag.addEventListener('blur', hideTooltip);
    // What the pointer does on a flag is not meant for the chart below.
    for (const type of ['pointerdown', 'pointermove', 'dblclick'])
      flag.addEventListener(type, (event) => event.stopPropagation());
    flag.addEventListener('click', () => {
      if (annotation.editable) events.onOpen(annotation);
    });
    let region: HTMLElement | null = null;
    if (annotation.timeEnd !== null) {
      region = element('div', styles['region']);
      region.style.setProperty('--flag', color);
    }
    return { flag, region, annotation };
  }

  return {
    lay(annotations, drawing, geometry) {
      if (annotations !== shown) {
        shown = annotations;
        elements = annotations.slice(-mostFlags).map((one) => make(one, drawing.theme, drawing.zone));
        layer.replaceChildren(...elements.flatMap(({ flag, region }) => (region ? [region, flag] : [flag])));
      }
      const { plot } = geometry;
      const right = plot.x + plot.width;
      for (const { flag, region, annotation } of elements) {
        const x = xOf(geometry, drawing.span, annotation.time);
        const end = annotation.timeEnd === null ? x : xOf(geometry, drawing.span, annotation.timeEnd);
        const outside = end < plot.x || x > right;
        flag.hidden = outside || x < plot.x;
        flag.style.transform = `translate(${Math.round(x)}px, ${plot.y}px)`;
        flag.style.setProperty('--height', `${plot.height}px`);
        if (!region) continue;
        region.hidden = outside;
        const start = Math.max(plot.x, x);
        region.style.left = `${start}px`;
        region.style.width = `${Math.max(0, Math.min(right, end) - start)}px`;
        region.style.top = `${plot.y}px`;
        region.style.height = `${plot.height}px`;
      }
    },
  };
}

function timeOf({ time, timeEnd }: ShownAnnotation, zone: string): string {
  const start = formatMoment(time, zone);
  return timeEnd === null ? start : `${start} to ${formatMoment(timeEnd, zone)}`;
}
