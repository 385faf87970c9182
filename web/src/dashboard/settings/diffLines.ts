/** Two texts line by line, with a few lines around what differs. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}

const around = 3;
/** Beyond this many steps the rest is shown as replaced: dashboards that have nothing in common need no fine comparison. */
const mostSteps = 4_000;

/** The shortest way from one text to the other (Myers), lines that are the same far from any difference left out. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return fold([
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ]);
}

function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const trail: Int32Array[] = [];
  const most = Math.min(a.length + b.length, mostSteps);
  const reach = new Int32Array(2 * most + 2);
  for (let steps = 0; steps <= most; steps++) {
    trail.push(reach.slice());
    for (let k = -steps; k <= steps; k += 2) {
      const at = k + most;
      const down = k === -steps || (k !== steps && reach[at - 1] < reach[at + 1]);
      let x = down ? reach[at + 1] : reach[at - 1] + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[at] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trail, most);
    }
  }
  return [
    ...a.map((text): DiffLine => ({ kind: 'removed', text })),
    ...b.map((text): DiffLine => ({ kind: 'added', text })),
  ];
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trail: readonly Int32Array[],
  most: number,
): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = a.length;
  let y = b.length;
  for (let steps = trail.length - 1; steps >= 0; steps--) {
    const reach = trail[steps];
    const k = x - y;
    const at = k + most;
    const down = k === -steps || (k !== steps && reach[at - 1] < reach[at + 1]);
    const fromX = steps === 0 ? 0 : down ? reach[at + 1] : reach[at - 1];
    const fromY = steps === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      x--;
      y--;
      lines.push({ kind: 'same', text: a[x] });
    }
    if (steps === 0) break;
    if (down) lines.push({ kind: 'added', text: b[--y] });
    else lines.push({ kind: 'removed', text: a[--x] });
  }
  return lines.reverse();
}

/** Lines that are the same, far from any difference, become one gap. */
function fold(lines: readonly DiffLine[]): DiffLine[] {
  const near = new Uint8Array(lines.length);
  lines.forEach((line, i) => {
    if (line.kind !== 'same') near.fill(1, Math.max(0, i - around), i + around + 1);
  });
  const folded: DiffLine[] = [];
  lines.forEach((line, i) => {
    if (near[i]) folded.push(line);
    else if (folded.at(-1)?.kind !== 'gap') folded.push({ kind: 'gap', text: '' });
  });
  return folded;
}
