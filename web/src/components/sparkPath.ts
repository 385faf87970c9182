/**
 * SVG paths of a small line and of the area below it, for values evenly spaced over `width`. Gaps interrupt
 * both; a value with gaps on both sides becomes a dot (a line of no length with round ends).
 */
export function sparkPath(
  values: readonly (number | null)[],
  max: number,
  width: number,
  height: number,
): { line: string; area: string } {
  const top = Math.max(max, 1e-9);
  const pace = values.length > 1 ? width / (values.length - 1) : 0;
  const x = (index: number) => round(index * pace);
  const y = (value: number) => round(height - 1 - (Math.min(value, top) / top) * (height - 2));
  let line = '';
  let area = '';
  let runStart = -1;
  const endRun = (end: number) => {
    if (runStart < 0) return;
    if (runStart === end) line += 'h0';
    area += `L${x(end)} ${height}L${x(runStart)} ${height}Z`;
    runStart = -1;
  };
  values.forEach((value, i) => {
    if (value === null) {
      endRun(i - 1);
      return;
    }
    const command = `${runStart < 0 ? 'M' : 'L'}${x(i)} ${y(value)}`;
    if (runStart < 0) runStart = i;
    line += command;
    area += command;
  });
  endRun(values.length - 1);
  return { line, area };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
