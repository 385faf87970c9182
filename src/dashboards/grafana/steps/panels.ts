/** Members that panels of any type had differently in old files. */
import { at, entryOf, isObject, type JsonObject, numberOf, objectOr, objectsOf, put } from '../json.ts';

/** To 16: what the editor of panels noted for itself. */
export function editorNotes(panel: JsonObject): void {
  for (const name of ['editable', 'error', 'isNew', 'renderer']) delete panel[name];
}

/** To 17: at least so wide became at most so many beside each other. */
export function maxPerRow(panel: JsonObject): void {
  const least = numberOf(panel['minSpan']);
  if (least !== undefined && least > 0) {
    const fitting = [1, 2, 3, 4, 6, 8, 12, 24].filter((count) => count <= 24 / least);
    panel['maxPerRow'] ??= fitting.at(-1) ?? 1;
  }
  delete panel['minSpan'];
}

/** To 18: gauges had options of another name. */
export function optionsOfGauge(panel: JsonObject): void {
  if (!isObject(panel['options-gauge'])) return;
  const { options: _inner, ...options } = panel['options-gauge'];
  panel['options'] ??= options;
  delete panel['options-gauge'];
}

/** Copies that repeating made when the file was saved; they are made anew. */
export function repeatLeftovers(dashboard: JsonObject): void {
  const isCopy = (panel: JsonObject) =>
    panel['repeatPanelId'] !== undefined ||
    panel['repeatedByRow'] !== undefined ||
    (panel['type'] === 'row' && panel['repeatIteration'] !== undefined && panel['repeat'] === undefined);
  const tidy = (holder: JsonObject) => {
    if (!Array.isArray(holder['panels'])) return;
    holder['panels'] = holder['panels'].filter((panel) => !isObject(panel) || !isCopy(panel));
    for (const panel of objectsOf(holder['panels'])) {
      for (const name of ['repeatIteration', 'scopedVars']) delete panel[name];
      tidy(panel);
    }
  };
  tidy(dashboard);
}

const MEMBERS_BESIDE: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  text: [
    ['mode', 'mode'],
    ['content', 'content'],
  ],
  dashlist: [
    ['starred', 'showStarred'],
    ['recent', 'showRecentlyViewed'],
    ['search', 'showSearch'],
    ['headings', 'showHeadings'],
    ['limit', 'maxItems'],
    ['query', 'query'],
    ['tags', 'tags'],
  ],
};

/** Texts and lists of dashboards had their options beside everything else. */
export function textOfPanel(panel: JsonObject): void {
  const moved = entryOf(MEMBERS_BESIDE, panel['type']) ?? [];
  if (panel['options'] !== undefined || moved.every(([old]) => panel[old] === undefined)) return;
  for (const [old, name] of moved) {
    if (panel[old] !== undefined) put(panel, ['options', name], panel[old]);
    delete panel[old];
  }
}

/** Grafana 6 had settings of series in `options.fieldOptions`. */
export function fieldOptions(panel: JsonObject): void {
  const said = at(panel, ['options', 'fieldOptions']);
  if (!isObject(said)) return;
  const { calcs, values, limit, defaults, override, mappings, thresholds } = said;
  const options = objectOr(panel['options']);
  delete options['fieldOptions'];
  options['reduceOptions'] ??= {
    ...(Array.isArray(calcs) && { calcs }),
    ...(typeof values === 'boolean' && { values }),
    ...(typeof limit === 'number' && { limit }),
  };
  const settings = { ...objectOr(defaults), ...objectOr(override) };
  if (Array.isArray(mappings)) settings['mappings'] ??= mappings;
  const steps = Array.isArray(thresholds) ? { mode: 'absolute', steps: stepsOf(thresholds) } : thresholds;
  if (isObject(steps)) settings['thresholds'] ??= steps;
  const config = objectOr(panel['fieldConfig']);
  panel['fieldConfig'] = {
    ...config,
    defaults: { ...settings, ...objectOr(config['defaults']) },
    overrides: config['overrides'] ?? [],
  };
}

/** The first step of all is the base, whatever number it had. */
function stepsOf(thresholds: readonly unknown[]): JsonObject[] {
  return thresholds
    .filter(isObject)
    .map(({ color, value }, place) => ({ color, value: place === 0 ? null : value }));
}
