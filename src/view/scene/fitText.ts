import type { FontStyle, MeasureText } from './fontStyle.ts';

/** What is longer than this is wider than any picture, and need not be measured. */
const LONGEST = 4000;

/**
 * The text if it is no wider than `width`, else as much of it as fits with an ellipsis: between its beginning and end
 * (names of series differ at either end), or behind its beginning. Not even the ellipsis has room: nothing.
 */
export function fitText(
  text: string,
  style: FontStyle,
  width: number,
  measure: MeasureText,
  cut: 'middle' | 'end' = 'middle',
): string {
  const characters = Array.from(text);
  if (characters.length <= LONGEST && measure(text, style) <= width) return text;
  const shortened = (kept: number) => {
    const tail = cut === 'end' ? 0 : Math.floor(kept / 2);
    const head = characters.slice(0, kept - tail).join('');
    return `${cut === 'end' ? head.trimEnd() : head}…${tail === 0 ? '' : characters.slice(-tail).join('')}`;
  };
  let [fits, tooMany] = [0, Math.min(characters.length, LONGEST)];
  while (tooMany - fits > 1) {
    const kept = (fits + tooMany) >> 1;
    if (measure(shortened(kept), style) <= width) fits = kept;
    else tooMany = kept;
  }
  const found = shortened(fits);
  return fits === 0 && measure(found, style) > width ? '' : found;
}
