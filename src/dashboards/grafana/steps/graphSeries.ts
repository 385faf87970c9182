/** How a `graph` drew its series, in the words of a time series: for all of them, and for those with settings of their own. */
import { type JsonObject, numberOf, objectOr, objectsOf, textOr } from '../json.ts';

/** `custom` of all series. */
export function drawingOf(panel: JsonObject): JsonObject {
  const isBars = panel['bars'] === true;
  const isLines = panel['lines'] !== false;
  const isPoints = panel['points'] === true;
  const fill = numberOf(panel['fill']) ?? 1;
  const radius = numberOf(panel['pointradius']);
  const nulls = panel['nullPointMode'];
  return {
    drawStyle: isBars ? 'bars' : isLines ? 'line' : isPoints ? 'points' : 'line',
    // Neither lines nor bars nor points: what is seen are the series with settings of their own.
    lineWidth: isBars || isLines || isPoints ? (numberOf(panel['linewidth']) ?? 1) : 0,
    fillOpacity: isBars ? 100 : isLines ? fill * 10 : 0,
    showPoints: isPoints ? 'always' : 'never',
    ...(radius !== undefined && isPoints && { pointSize: 2 + 2 * radius }),
    ...((numberOf(panel['fillGradient']) ?? 0) > 0 && { gradientMode: 'opacity' }),
    ...(panel['steppedLine'] === true && { lineInterpolation: 'stepAfter' }),
    ...(panel['dashes'] === true && { lineStyle: dashesOf(panel) }),
    ...(nulls === 'connected' && { spanNulls: true }),
    ...(panel['stack'] === true && {
      stacking: { group: 'A', mode: panel['percentage'] === true ? 'percent' : 'normal' },
    }),
    ...(panel['hiddenSeries'] === true && { hideFrom: { legend: false, tooltip: false, viz: true } }),
  };
}

function dashesOf({ dashLength, spaceLength }: JsonObject): JsonObject {
  return { fill: 'dash', dash: [numberOf(dashLength) ?? 10, numberOf(spaceLength) ?? 10] };
}

/** Axis settings, left for all or right for some. */
export function axisOf(axis: JsonObject): { readonly settings: JsonObject; readonly custom: JsonObject } {
  const { format, label, min, max, decimals, logBase, show } = axis;
  const [least, most, places] = [numberOf(min), numberOf(max), numberOf(decimals)];
  const base = numberOf(logBase) ?? 1;
  return {
    settings: {
      ...(typeof format === 'string' && { unit: format }),
      ...(least !== undefined && { min: least }),
      ...(most !== undefined && { max: most }),
      ...(places !== undefined && { decimals: places }),
    },
    custom: {
      ...(typeof label === 'string' && label !== '' && { axisLabel: label }),
      // Grafana had the bases 2, 10, 32 and 1024.
      ...(base > 1 && { scaleDistribution: { type: 'log', log: base === 10 ? 10 : 2 } }),
      ...(show === false && { axisPlacement: 'hidden' }),
    },
  };
}

export interface SeriesOverrides {
  readonly overrides: JsonObject[];
  /** What has no word in a time series, by the series that it is for. */
  readonly left: JsonObject[];
}

/** Settings of single series, and their colours by name. */
export function overridesOf(panel: JsonObject): SeriesOverrides {
  const overrides: JsonObject[] = [];
  const left: JsonObject[] = [];
  for (const [name, color] of Object.entries(objectOr(panel['aliasColors']))) {
    overrides.push({
      matcher: { id: 'byName', options: name },
      properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }],
    });
  }
  const rightAxis = objectsOf(panel['yaxes'])[1] ?? {};
  for (const { alias, ...said } of objectsOf(panel['seriesOverrides'])) {
    if (typeof alias !== 'string' || alias === '') continue;
    const { properties, unknown } = propertiesOf(said, panel, rightAxis);
    const id = /^\/.*\/\w*$/s.test(alias) ? 'byRegexp' : 'byName';
    if (properties.length > 0) overrides.push({ matcher: { id, options: alias }, properties });
    if (Object.keys(unknown).length > 0) left.push({ alias, ...unknown });
  }
  return { overrides, left };
}

function propertiesOf(said: JsonObject, panel: JsonObject, rightAxis: JsonObject) {
  const set = new Map<string, unknown>();
  const unknown: JsonObject = {};
  const hidden: JsonObject = {};
  for (const [name, value] of Object.entries(said)) {
    switch (name) {
      case 'bars':
        if (value === true) set.set('custom.drawStyle', 'bars').set('custom.fillOpacity', 100);
        break;
      case 'lines':
        if (value === true) set.set('custom.drawStyle', 'line');
        else if (said['bars'] !== true) set.set('custom.lineWidth', 0);
        break;
      case 'points':
        set.set('custom.showPoints', value === true ? 'always' : 'never');
        break;
      case 'linewidth':
        set.set('custom.lineWidth', numberOf(value) ?? 1);
        break;
      case 'pointradius':
        set.set('custom.pointSize', 2 + 2 * (numberOf(value) ?? 1));
        break;
      case 'fill':
        set.set('custom.fillOpacity', (numberOf(value) ?? 0) * 10);
        break;
      case 'fillGradient':
        set.set('custom.gradientMode', (numberOf(value) ?? 0) > 0 ? 'opacity' : 'none');
        break;
      case 'fillBelowTo':
        set.set('custom.fillBelowTo', value).set('custom.fillOpacity', 35);
        break;
      case 'steppedLine':
        set.set('custom.lineInterpolation', value === true ? 'stepAfter' : 'linear');
        break;
      case 'dashes':
        set.set('custom.lineStyle', value === true ? dashesOf(said) : { fill: 'solid' });
        break;
      case 'dashLength':
      case 'spaceLength':
        break;
      case 'nullPointMode':
        set.set('custom.spanNulls', value === 'connected');
        break;
      case 'stack':
        set.set('custom.stacking', stackingOf(value, panel));
        break;
      case 'color':
        set.set('color', { mode: 'fixed', fixedColor: value });
        break;
      case 'transform':
        set.set('custom.transform', value);
        break;
      case 'legend':
        hidden['legend'] = value === false;
        break;
      case 'hideTooltip':
        hidden['tooltip'] = value === true;
        break;
      case 'hiddenSeries':
        hidden['viz'] = value === true;
        break;
      case 'yaxis':
        if (value === 2) for (const [id, setting] of rightProperties(rightAxis)) set.set(id, setting);
        break;
      default:
        unknown[name] = value;
    }
  }
  if (Object.keys(hidden).length > 0) {
    set.set('custom.hideFrom', { legend: false, tooltip: false, viz: false, ...hidden });
  }
  return { properties: [...set].map(([id, value]) => ({ id, value })), unknown };
}

/** False takes a series out of the stack; a letter is a stack of its own. */
function stackingOf(value: unknown, panel: JsonObject): JsonObject {
  const mode = panel['percentage'] === true ? 'percent' : 'normal';
  if (value === false) return { group: 'A', mode: 'none' };
  return { group: value === true ? 'A' : textOr(value, 'A'), mode };
}

function rightProperties(axis: JsonObject): (readonly [string, unknown])[] {
  const { settings, custom } = axisOf(axis);
  return [
    ['custom.axisPlacement', axis['show'] === false ? 'hidden' : 'right'],
    ...Object.entries(settings),
    ...Object.entries(custom)
      .filter(([name]) => name !== 'axisPlacement')
      .map(([name, value]) => [`custom.${name}`, value] as const),
  ];
}
