/** Graphs up to version 13: axes and thresholds stood in `grid` and beside it. */
import { isObject, type JsonObject, numberOf, objectOr, objectsOf } from '../json.ts';

/** To 2 and 4. */
export function oldGraph(panel: JsonObject): void {
  if (panel['type'] === 'graphite') panel['type'] = 'graph';
  if (panel['type'] !== 'graph') return;
  if (typeof panel['legend'] === 'boolean') panel['legend'] = { show: panel['legend'] };
  const grid = objectOr(panel['grid']);
  if (grid['min'] !== undefined) grid['leftMin'] ??= grid['min'];
  if (grid['max'] !== undefined) grid['leftMax'] ??= grid['max'];
  delete grid['min'];
  delete grid['max'];
  if (typeof panel['y_format'] === 'string') {
    panel['y_formats'] ??= [panel['y_format'], 'short'];
    delete panel['y_format'];
  }
  for (const [alias, yaxis] of Object.entries(objectOr(panel['aliasYAxis']))) {
    const overrides = objectsOf(panel['seriesOverrides']);
    panel['seriesOverrides'] = [...overrides, { alias, yaxis }];
  }
  delete panel['aliasYAxis'];
}

/** To 12: `yaxes` for the left and the right axis. */
export function axes(panel: JsonObject): void {
  if (panel['type'] !== 'graph' || Array.isArray(panel['yaxes'])) return;
  const grid = objectOr(panel['grid']);
  const formats = Array.isArray(panel['y_formats']) ? panel['y_formats'] : [];
  const axis = (side: 'left' | 'right', format: unknown) => ({
    format: typeof format === 'string' ? format : 'short',
    label: panel[`${side}YAxisLabel`] ?? null,
    logBase: numberOf(grid[`${side}LogBase`]) ?? 1,
    max: grid[`${side}Max`] ?? null,
    min: grid[`${side}Min`] ?? null,
    show: panel['y-axis'] !== false,
  });
  panel['yaxes'] = [axis('left', formats[0]), axis('right', formats[1])];
  panel['xaxis'] = { show: panel['x-axis'] !== false };
  for (const side of ['left', 'right']) {
    delete panel[`${side}YAxisLabel`];
    for (const member of ['LogBase', 'Max', 'Min']) delete grid[side + member];
  }
  for (const name of ['y_formats', 'x-axis', 'y-axis']) delete panel[name];
}

/** To 13: two thresholds with colours, above or below which is seen by their order. */
export function gridThresholds(panel: JsonObject): void {
  if (panel['type'] !== 'graph' || !isObject(panel['grid'])) return;
  const grid = panel['grid'];
  const [first, second] = [numberOf(grid['threshold1']), numberOf(grid['threshold2'])];
  const isFalling = first !== undefined && second !== undefined && first > second;
  const made = [
    [first, grid['threshold1Color']] as const,
    [second, grid['threshold2Color']] as const,
  ].flatMap(([value, color]) => {
    if (value === undefined) return [];
    const line = grid['thresholdLine'] === true;
    return [
      {
        value,
        op: isFalling ? 'lt' : 'gt',
        line,
        fill: !line,
        colorMode: 'custom',
        [line ? 'lineColor' : 'fillColor']: color,
      },
    ];
  });
  if (made.length > 0) panel['thresholds'] = made;
  for (const name of ['threshold1', 'threshold2', 'threshold1Color', 'threshold2Color', 'thresholdLine']) {
    delete grid[name];
  }
  if (Object.keys(grid).length === 0) delete panel['grid'];
}
