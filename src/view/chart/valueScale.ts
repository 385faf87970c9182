import type { FieldConfig } from '../../schema/dashboard.ts';

/** How values become heights: evenly, by their logarithm, or by it on both sides of a linear strip around zero. */
export interface ValueScale {
  readonly kind: 'linear' | 'log' | 'symlog';
  /** Of the logarithm. */
  readonly base: number;
  /** Half the height of symlog's linear strip, in values. */
  readonly threshold: number;
}

export const linear: ValueScale = { kind: 'linear', base: 10, threshold: 1 };

export function scaleOf(config: FieldConfig['scale']): ValueScale {
  if (!config) return linear;
  return { kind: config.kind, base: config.base ?? 10, threshold: config.threshold ?? 1 };
}

/** Where a value lies, in units in which the scale is even. Of a logarithm: minus infinity for zero and below. */
export function toEven(scale: ValueScale, value: number): number {
  if (scale.kind === 'linear') return value;
  const perBase = 1 / Math.log(scale.base);
  if (scale.kind === 'log') return value <= 0 ? Number.NEGATIVE_INFINITY : Math.log(value) * perBase;
  const size = Math.abs(value) / scale.threshold;
  // One unit for the linear strip, one more for each power of the base beyond it.
  return Math.sign(value) * (size <= 1 ? size : 1 + Math.log(size) * perBase);
}

/** The value that lies there: the inverse of {@link toEven}. */
export function fromEven(scale: ValueScale, even: number): number {
  if (scale.kind === 'linear') return even;
  if (scale.kind === 'log') return scale.base ** even;
  const size = Math.abs(even);
  return Math.sign(even) * scale.threshold * (size <= 1 ? size : scale.base ** (size - 1));
}
