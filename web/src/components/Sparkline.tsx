import { sparkPath } from './sparkPath.ts';

interface SparklineProps {
  readonly values: readonly (number | null)[];
  /** The value at the upper edge. */
  readonly max: number;
  readonly width: number;
  readonly height: number;
}

/** A small line without axes; decoration beside the number that says it. */
export function Sparkline({ values, max, width, height }: SparklineProps) {
  const { line, area } = sparkPath(values, max, width, height);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={area} fill="var(--accent)" opacity={0.13} />
      <path
        d={line}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={1.25}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
