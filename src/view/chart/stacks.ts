/** Puts series on top of each other. */

export interface StackMember {
  /** What was measured; NaN is a gap. */
  readonly values: Float64Array;
  /** 0 where the series has no slot of its own; null when all are. */
  readonly own: Uint8Array | null;
  /** Hangs below zero instead of standing on it. */
  readonly below: boolean;
  /** Holds its value until its next slot instead of going there in a straight line. */
  readonly steps: boolean;
}

/** Where a member of a stack is drawn: between `base` and `top`; NaN in both where it is not. */
export interface StackedBand {
  readonly top: Float64Array;
  readonly base: Float64Array;
}

/**
 * Heights of a stack at every time of the table, the first member at the bottom; in percent of the sum of all at that
 * time when `percent` is set.
 *
 * A member that has no value between two of its values (a point was lost, or its steps are longer than the others') counts
 * for the others with what lies between them: they are neither torn nor do they dip. It is itself only drawn there when the
 * slot is not its own, so that a lost point shows as a hole. Before its first and after its last value it is not there; of
 * up to `late` slots after its last value nothing is known yet, so it goes on counting with it.
 */
export function stackUp(
  times: Float64Array,
  members: readonly StackMember[],
  percent: boolean,
  late: number,
): StackedBand[] {
  const length = times.length;
  const heights = members.map((member) => bridge(times, member, late));
  let total: Float64Array | null = null;
  if (percent) {
    total = new Float64Array(length);
    for (const height of heights) for (let i = 0; i < length; i++) total[i] += Math.abs(height[i]);
  }
  const above = new Float64Array(length);
  const below = new Float64Array(length);
  return members.map((member, m) => {
    const sums = member.below ? below : above;
    const sign = member.below ? -1 : 1;
    const height = heights[m];
    const drawn = drawnSlots(member);
    const top = new Float64Array(length).fill(Number.NaN);
    const base = new Float64Array(length).fill(Number.NaN);
    for (let i = 0; i < length; i++) {
      const share = total ? (total[i] === 0 ? 0 : (height[i] / total[i]) * 100) : height[i];
      const from = sums[i];
      sums[i] = from + sign * share;
      if (drawn[i] === 0) continue;
      top[i] = sums[i];
      base[i] = from;
    }
    return { top, base };
  });
}

/** The member's height at every time, without gaps: 0 where it is not there. */
function bridge(times: Float64Array, { values, own, steps }: StackMember, late: number): Float64Array {
  const height = new Float64Array(values.length);
  let previous = -1;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    height[i] = values[i];
    const from = values[previous];
    for (let j = previous + 1; previous >= 0 && j < i; j++) {
      const way = (times[j] - times[previous]) / (times[i] - times[previous]);
      height[j] = steps ? from : from + (values[i] - from) * way;
    }
    previous = i;
  }
  if (previous < 0) return height;
  let missed = 0;
  for (let i = previous + 1; i < values.length; i++) {
    if (own?.[i] !== 0) missed++;
    if (missed > late) break;
    height[i] = values[previous];
  }
  return height;
}

/** 1 where a member is drawn: at its values, and at slots of others that lie directly between two of them. */
function drawnSlots({ values, own }: StackMember): Uint8Array {
  const drawn = new Uint8Array(values.length);
  let previous = -1;
  for (let i = 0; i < values.length; i++) {
    if (own?.[i] === 0 && Number.isNaN(values[i])) continue;
    if (Number.isNaN(values[i])) {
      previous = -1;
      continue;
    }
    drawn.fill(1, previous < 0 ? i : previous, i + 1);
    previous = i;
  }
  return drawn;
}
