/** Numbers as people read them: the right scale, three significant digits, the unit behind them. */
import { shapeOf } from './catalogue.ts';
import { digits, durationText, exact, type Rung, type Shape, trimmed, type UnitContext } from './shapes.ts';

export { guessUnit } from './guessUnit.ts';
export { digits } from './shapes.ts';

/** A number is shown as `value / divisor` between `prefix` and `suffix`, or as `write` makes it. */
export interface Scale {
  readonly divisor: number;
  readonly suffix: string;
  readonly prefix?: string;
  /** Of units that are no numbers with a suffix, such as moments and yes or no. */
  write?(value: number): string;
}

type Ladder = Extract<Shape, { kind: 'ladder' }>;

/** The rung on which a value reads best; `rounded` is how it will be written there. */
function rungFor(
  { rungs, home }: Ladder,
  size: number,
  rounded: (scaled: number) => number,
): { readonly rung: Rung; readonly isRoundedUp: boolean } {
  if (size === 0 || !Number.isFinite(size)) return { rung: rungs[home], isRoundedUp: false };
  let at = rungs.length - 1;
  while (at > 0 && size < rungs[at].divisor) at--;
  // What rounds up to the next rung's one belongs there: 999.96 kB are 1 MB, not 1000 kB.
  const above = rungs[at + 1];
  const isRoundedUp =
    above !== undefined &&
    rounded(size / rungs[at].divisor) * rungs[at].divisor >= above.divisor * (1 - 1e-9);
  return { rung: isRoundedUp ? above : rungs[at], isRoundedUp };
}

const roundedTo =
  (decimals: number | undefined) =>
  (scaled: number): number =>
    Number(decimals === undefined ? digits(scaled) : exact(scaled, decimals));

/** The scale in which a number of about this size (its sign does not matter) reads best. */
export function scaleFor(unit: string, size: number, context: UnitContext = {}): Scale {
  const shape = shapeOf(unit);
  if (shape.kind === 'written')
    return { divisor: 1, suffix: '', write: (value) => shape.write(value, undefined, context) };
  const { rung } = rungFor(shape, Math.abs(size), roundedTo(undefined));
  return { ...rung, ...(shape.prefix === undefined ? {} : { prefix: shape.prefix }) };
}

/** The parts of a written value: together they are what {@link formatValue} says. */
export interface ValueParts {
  readonly prefix: string;
  readonly text: string;
  /** With the blank that stands before it, if one does. */
  readonly suffix: string;
}

/**
 * A value in its parts, for those who write the unit smaller than the number. `decimals` is exact when given.
 * Absent (null or NaN) is a dash without a unit.
 */
export function splitValue(
  value: number | null | undefined,
  unit: string,
  decimals?: number,
  context: UnitContext = {},
): ValueParts {
  if (value === null || value === undefined || Number.isNaN(value))
    return { prefix: '', text: '–', suffix: '' };
  const shape = shapeOf(unit);
  if (shape.kind === 'written')
    return { prefix: '', text: shape.write(value, decimals, context), suffix: '' };
  const { rung, isRoundedUp } = rungFor(shape, Math.abs(value), roundedTo(decimals));
  let scaled = isRoundedUp ? Math.sign(value) : value / rung.divisor;
  if (shape.finest !== undefined && decimals === undefined && Math.abs(scaled) < 1e12)
    scaled = Math.round(scaled / shape.finest) * shape.finest;
  const text = trimmed(scaled, decimals);
  const prefix = shape.prefix ?? '';
  // A minus stands before the symbol: -$5, not $-5.
  return prefix !== '' && text.startsWith('-')
    ? { prefix: `-${prefix}`, text: text.slice(1), suffix: withBlank(rung.suffix) }
    : { prefix, text, suffix: withBlank(rung.suffix) };
}

/** "12.3k" and "90°" belong together; a measured unit stands apart from its number. */
function withBlank(suffix: string): string {
  return suffix === '' || /^([kMGTPEZYmµnpf]|°)$/.test(suffix) || /^\s/.test(suffix) ? suffix : ` ${suffix}`;
}

/** A value with its unit, such as `1.25 GiB` or `42.1 %`; absent (null or NaN) is a dash. */
export function formatValue(
  value: number | null | undefined,
  unit: string,
  decimals?: number,
  context: UnitContext = {},
): string {
  const parts = splitValue(value, unit, decimals, context);
  return parts.prefix + parts.text + parts.suffix;
}

/**
 * Labels of an axis whose ticks lie `step` apart, all in one scale, with as many decimals as the step needs, or
 * exactly `decimals`.
 */
export function axisLabels(
  ticks: readonly number[],
  step: number,
  scale: Scale,
  decimals?: number,
): string[] {
  if (scale.write) return ticks.map((tick) => scale.write!(tick));
  const shown = decimals ?? decimalsOf(Math.abs(step / scale.divisor));
  return ticks.map((tick) => {
    const text = (tick / scale.divisor).toFixed(Math.min(20, shown));
    return Number(text) === 0 ? '0' : text;
  });
}

/** How many decimals write a step exactly, eight at most. */
function decimalsOf(step: number): number {
  let decimals = 0;
  while (decimals < 8 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6)
    decimals++;
  return decimals;
}

/** A length of time in its two largest parts: `3 d 4 h`, `12 min 5 s`. */
export function formatDuration(seconds: number): string {
  return durationText(seconds);
}

/** A whole number with thin grouping, such as 73 829 112. */
export function formatCount(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}
