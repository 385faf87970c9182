/**
 * Brings the classic JSON of any age up to version 39. Each step is what changed the meaning of files for Graphite; steps
 * work on a copy that is theirs alone. Panels of types that Grafana gave up are made their successors at any age, since
 * such panels occur in new files as well.
 */
import { isObject, type JsonObject, numberOf, objectsOf } from '../json.ts';
import type { Remarks } from '../remarks.ts';
import { nameOfPanel } from '../rows.ts';
import { crosshair, namedRefIds, navigation, pulldowns } from './frame.ts';
import { axes, gridThresholds, oldGraph } from './graphAxes.ts';
import { gridOfRows } from './gridOfRows.ts';
import { legend } from './legend.ts';
import { inlineLibraryPanels } from './libraryPanels.ts';
import { links } from './links.ts';
import { mappings } from './mappings.ts';
import { namedDatasources } from './namedDatasources.ts';
import {
  editorNotes,
  fieldOptions,
  maxPerRow,
  optionsOfGauge,
  repeatLeftovers,
  textOfPanel,
} from './panels.ts';
import { successor } from './successors.ts';
import { cellOptions } from './tableCells.ts';
import { oldVariables, visibleConstants } from './variables.ts';

type Step = (dashboard: JsonObject) => void;

/** Each brings files below a version up to it, in this order. */
const STEPS: readonly (readonly [number, Step])[] = [
  [2, eachPanel(oldGraph)],
  [6, pulldowns],
  [7, navigation],
  [7, namedRefIds],
  [12, oldVariables],
  [12, eachPanel(axes)],
  [13, eachPanel(gridThresholds)],
  [14, crosshair],
  [16, gridOfRows],
  [16, eachPanel(editorNotes)],
  [17, eachPanel(maxPerRow)],
  [18, eachPanel(optionsOfGauge)],
  [21, links],
  [27, visibleConstants],
  [36, namedDatasources],
];

/** These look at what is there, not at the version: programs write such pieces under any number. */
const ALWAYS: readonly Step[] = [
  inlineLibraryPanels,
  repeatLeftovers,
  eachPanel(textOfPanel),
  eachPanel(fieldOptions),
  eachPanel(mappings),
  eachPanel(legend),
  eachPanel(cellOptions),
];

/** The version that all of this makes; a file of a newer one keeps its own. */
const CURRENT = 39;
/** Newer ones may say what nobody here has heard of. */
const NEWEST_KNOWN = 43;

export function upgrade(dashboard: JsonObject, remarks: Remarks): JsonObject {
  const result = structuredClone(dashboard);
  const version = numberOf(result['schemaVersion']) ?? 0;
  for (const [to, step] of STEPS) if (version < to) step(result);
  for (const step of ALWAYS) step(result);
  replacePanels(result, (panel) =>
    successor(panel, (level, message) => remarks.add(level, nameOfPanel(panel), message)),
  );
  if (typeof result['refresh'] === 'number') result['refresh'] = `${result['refresh']}s`;
  if (version < CURRENT) {
    result['schemaVersion'] = CURRENT;
    remarks.add(
      'info',
      '',
      `The file is of Grafana's schema version ${version}; export gives version ${CURRENT}.`,
    );
  } else if (version > NEWEST_KNOWN) {
    remarks.add(
      'info',
      '',
      `The file is of Grafana's schema version ${version}, newer than what is known here (${NEWEST_KNOWN}); look whether all of it came over.`,
    );
  }
  return result;
}

/** Does something to every panel, in rows of all ages as well. */
function eachPanel(change: (panel: JsonObject) => void): Step {
  const visit = (holder: JsonObject) => {
    for (const row of objectsOf(holder['rows'])) visit(row);
    for (const panel of objectsOf(holder['panels'])) {
      change(panel);
      visit(panel);
    }
  };
  return visit;
}

function replacePanels(holder: JsonObject, replace: (panel: JsonObject) => JsonObject): void {
  if (!Array.isArray(holder['panels'])) return;
  holder['panels'] = holder['panels'].filter(isObject).map((panel) => {
    replacePanels(panel, replace);
    return replace(panel);
  });
}
