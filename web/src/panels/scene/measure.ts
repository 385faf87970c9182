import { useSyncExternalStore } from 'react';
import type { FontStyle, MeasureText } from '../../../../src/view/scene/fontStyle.ts';

/**
 * Widths of texts as the sum of their letters' own, as the server's pictures count them: texts of scenes are written without
 * kerning and with figures of one width, so that this is exact. Letters are measured once, at a hundred pixels.
 */
const SIZE = 100;
const faces = new Map<string, Map<string, number>>();
const listeners = new Set<() => void>();
let ruler: HTMLDivElement | null = null;
let watching = false;

function makeRuler(): HTMLDivElement {
  const made = document.createElement('div');
  made.setAttribute('aria-hidden', 'true');
  Object.assign(made.style, {
    position: 'fixed',
    top: '-1000px',
    left: '0',
    visibility: 'hidden',
    whiteSpace: 'pre',
    fontSize: `${SIZE}px`,
    fontKerning: 'none',
    fontVariantLigatures: 'none',
    fontVariantNumeric: 'tabular-nums',
    contain: 'layout style',
  });
  document.body.append(made);
  return made;
}

/** Measures letters all at once: each look at a width lays out the page. */
function learn(
  letters: readonly string[],
  { family, weight, italic }: FontStyle,
  known: Map<string, number>,
): void {
  ruler ??= makeRuler();
  ruler.style.fontFamily = `var(--${family})`;
  ruler.style.fontWeight = String(weight);
  ruler.style.fontStyle = italic ? 'italic' : 'normal';
  const spans = letters.map((letter) => {
    const span = document.createElement('span');
    span.textContent = letter;
    return span;
  });
  ruler.replaceChildren(...spans);
  spans.forEach((span, i) => {
    known.set(letters[i], span.getBoundingClientRect().width / SIZE);
  });
  ruler.replaceChildren();
}

const usual = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).concat(
  '…',
  '–',
  '·',
  'µ',
  '°',
);

function makeMeasure(): MeasureText {
  return (text, style) => {
    const face = `${style.family} ${style.weight} ${style.italic}`;
    let known = faces.get(face);
    if (!known) {
      known = new Map();
      faces.set(face, known);
      learn(usual, style, known);
    }
    const letters = Array.from(text);
    const unknown = letters.filter((letter) => !known.has(letter));
    if (unknown.length > 0) learn([...new Set(unknown)], style, known);
    let width = 0;
    for (const letter of letters) width += known.get(letter)!;
    return width * style.size;
  };
}

let current = makeMeasure();

/** Until the fonts have come, others stand in for them, with other widths. */
function forget(): void {
  faces.clear();
  current = makeMeasure();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (!watching) {
    watching = true;
    document.fonts.addEventListener('loadingdone', forget);
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How wide texts of scenes are; another function once fonts that were missing are there. */
export function useMeasure(): MeasureText {
  return useSyncExternalStore(subscribe, () => current);
}
