/** A whole dashboard between Grafana's classic JSON, brought up to date by steps/, and ours. */
import type { AnnotationQuery, Dashboard, Panel, Row, Variable } from '../../schema/dashboard.ts';
import { annotationUnit, isAnnotation } from './annotations.ts';
import { bareAnnotation, bareFrame, bareLink, bareVariable } from './bare.ts';
import { ASKED_FOR_DATASOURCE, ownNumbers, type ReadContext, type WriteContext } from './context.ts';
import { type Frame, frameUnit } from './frame.ts';
import { keptItems, sortItems, withItems } from './items.ts';
import { at, isSame, type JsonObject, objectOr, objectsOf, textOr, without } from './json.ts';
import { barLink } from './links.ts';
import type { Remarks } from './remarks.ts';
import { isWithoutHeading, readRows, writeRows } from './rows.ts';
import { readUnit, writeUnit } from './unit.ts';
import { isVariable, variableUnit } from './variables.ts';

/** Lists of pieces with their own places in our format. */
const LISTS = ['panels', 'links'] as const;

export function readDashboard(grafana: JsonObject, datasource: unknown, remarks: Remarks): Dashboard {
  const write = ownNumbers(datasource);
  const context: ReadContext = { remarks, where: '', write };
  const variables = sortItems(
    objectsOf(at(grafana, ['templating', 'list'])).map((variable) => bareVariable(variable, write)),
    isVariable,
  );
  const annotations = sortItems(
    objectsOf(at(grafana, ['annotations', 'list'])).map((annotation) => bareAnnotation(annotation, write)),
    (annotation) => isAnnotation(annotation, datasource),
  );
  tellOfForeign(variables.foreign, annotations.foreign, remarks);
  const frame = readUnit(frameUnit, bareFrame(withoutLists(grafana)), context);
  const items = keptItems({ variables, annotations });
  const lists = {
    variables: variables.understood.map((variable) =>
      readUnit(variableUnit, variable, { ...context, where: `Variable "${textOr(variable['name'], '')}"` }),
    ),
    annotations: annotations.understood.map((annotation) =>
      readUnit(annotationUnit, annotation, {
        ...context,
        where: `Annotation "${textOr(annotation['name'], '')}"`,
      }),
    ),
    links: objectsOf(grafana['links']).map((link) => readUnit(barLink, bareLink(link), context)),
  };
  const kept = {
    ...frame.grafana,
    ...items,
    ...(!isSame(datasource, ASKED_FOR_DATASOURCE) && { $datasource: datasource }),
  };
  return {
    ...without(frame as JsonObject, 'grafana'),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    rows: readRows(grafana['panels'], context, objectOr(at(grafana, ['plumbago', '$firstRow']))),
    ...((frame.grafana !== undefined || Object.keys(kept).length > 0) && { grafana: kept }),
  } as Dashboard;
}

function tellOfForeign(
  variables: readonly { readonly item: JsonObject }[],
  annotations: readonly { readonly item: JsonObject }[],
  remarks: Remarks,
): void {
  for (const { item } of variables) {
    const type = textOr(item['type'], 'unknown');
    const why =
      type === 'datasource' ? 'there is one data source here' : `the type "${type}" is not known here`;
    remarks.add('lost', `Variable "${textOr(item['name'], '')}"`, `It is kept, but not offered: ${why}.`);
  }
  for (const { item } of annotations) {
    remarks.add(
      'lost',
      `Annotation "${textOr(item['name'], '')}"`,
      'It asks another data source; it is kept, but not shown.',
    );
  }
}

/** The frame alone: what stands beside the lists of variables and annotations stays. */
function withoutLists(grafana: JsonObject): JsonObject {
  const result = without(grafana, ...LISTS);
  for (const name of ['templating', 'annotations']) {
    const rest = without(objectOr(result[name]), 'list');
    if (Object.keys(rest).length === 0) delete result[name];
    else result[name] = rest;
  }
  return result;
}

/** Grafana's classic JSON in its bare form; {@link complete} makes a file of it. */
export function writeDashboard(dashboard: Dashboard): JsonObject {
  const { rows, grafana } = dashboard;
  const datasource = grafana?.['$datasource'] ?? ASKED_FOR_DATASOURCE;
  const context: WriteContext = { datasource, ...numbersOf(rows) };
  const frame = writeUnit(frameUnit, frameOf(dashboard), context);
  const { panels, firstRow } = writeRows(rows, context);
  const annotations = withItems(
    (dashboard.annotations ?? []).map((item: AnnotationQuery) => writeUnit(annotationUnit, item, context)),
    grafana,
    'annotations',
  );
  const variables = withItems(
    (dashboard.variables ?? []).map((item: Variable) => writeUnit(variableUnit, item, context)),
    grafana,
    'variables',
  );
  const plumbago = {
    ...objectOr(frame['plumbago']),
    ...(Object.keys(firstRow).length > 0 && { $firstRow: firstRow }),
  };
  return {
    ...without(frame, 'plumbago'),
    panels,
    templating: { ...objectOr(frame['templating']), list: variables },
    annotations: { ...objectOr(frame['annotations']), list: annotations },
    links: (dashboard.links ?? []).map((link) => writeUnit(barLink, link, context)),
    ...(Object.keys(plumbago).length > 0 && { plumbago }),
  };
}

/** Lists that are empty stay, so that `plumbago` tells them from missing ones. */
function frameOf(dashboard: Dashboard): Frame {
  const { rows: _rows, variables, annotations, links, grafana, ...frame } = dashboard;
  const kept = grafana === undefined ? {} : without(grafana, '$items', '$datasource');
  const isOnlyItems =
    grafana !== undefined && Object.keys(grafana).length > 0 && Object.keys(kept).length === 0;
  return {
    ...frame,
    ...(variables?.length === 0 && { variables }),
    ...(annotations?.length === 0 && { annotations }),
    ...(links?.length === 0 && { links }),
    ...(grafana !== undefined && !isOnlyItems && { grafana: kept }),
  } as Frame;
}

/** Numbers for ids: their own where they are numbers and nobody else's, others beyond them. */
function numbersOf(rows: readonly Row[]): Pick<WriteContext, 'numberOf' | 'numberOfPanel'> {
  const items: (Panel | Row)[] = rows.flatMap((row, i) =>
    isWithoutHeading(row, i) ? row.panels : [...row.panels, row],
  );
  const numbers = new Map<Panel | Row, number>();
  const taken = new Set<number>();
  // Panels have the first choice: their numbers stand in links.
  const panelsFirst = items.toSorted((a, b) => Number('panels' in a) - Number('panels' in b));
  for (const item of panelsFirst) {
    const number = /^(0|[1-9]\d{0,14})$/.test(item.id) ? Number(item.id) : null;
    if (number === null || taken.has(number)) continue;
    numbers.set(item, number);
    taken.add(number);
  }
  let next = 1;
  for (const item of items) {
    if (numbers.has(item)) continue;
    while (taken.has(next)) next++;
    numbers.set(item, next);
    taken.add(next);
  }
  const byId = new Map<string, number>();
  for (const panel of rows.flatMap((row) => row.panels)) {
    if (!byId.has(panel.id)) byId.set(panel.id, numbers.get(panel)!);
  }
  return {
    numberOf: (item) => numbers.get(item) ?? 0,
    // A panel that is gone keeps the number that it had.
    numberOfPanel: (id) => byId.get(id) ?? ownNumbers(null).numberOfPanel(id),
  };
}
