/** Thresholds of a `graph`: each above or below a value, each drawn as a line or an area. */
import { entryOf, type JsonObject, numberOf, objectsOf, textOr } from '../json.ts';

const COLORS: Readonly<Record<string, string>> = { critical: 'red', warning: 'orange', ok: 'green' };
const NOTHING = 'transparent';

/** Null when there are none. */
export function thresholdsOf(
  said: unknown,
): { readonly thresholds: JsonObject; readonly style: string } | null {
  const list = objectsOf(said)
    .flatMap((threshold) => {
      const value = numberOf(threshold['value']);
      return value === undefined
        ? []
        : [{ ...threshold, value, op: threshold['op'], color: colorOf(threshold) }];
    })
    .sort((a, b) => a.value - b.value);
  if (list.length === 0) return null;
  const steps: { color: string; value: number | null }[] = [{ color: NOTHING, value: null }];
  for (const { value, op, color } of list) {
    const below = steps.at(-1)!;
    if (op === 'lt') {
      // Everything down to the step before it is meant.
      if (below.color === NOTHING) below.color = color;
      steps.push({ color: NOTHING, value });
    } else if (below.value === value) below.color = color;
    else steps.push({ color, value });
  }
  return { thresholds: { mode: 'absolute', steps }, style: styleOf(objectsOf(said)) };
}

function colorOf({ colorMode, fillColor, lineColor, fill }: JsonObject): string {
  const named = entryOf(COLORS, textOr(colorMode, ''));
  if (named !== undefined) return named;
  return textOr(fill === false ? lineColor : fillColor, textOr(lineColor, textOr(fillColor, 'red')));
}

function styleOf(list: readonly JsonObject[]): string {
  const isFilled = list.some(({ fill }) => fill === true);
  const isLined = list.some(({ line }) => line === true);
  if (isFilled && isLined) return 'line+area';
  return isFilled ? 'area' : isLined ? 'line' : 'off';
}
