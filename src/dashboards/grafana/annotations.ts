/** What marks moments on the charts: made by hand, from Graphite's events, or from a target. */
import { type AnnotationQuery, annotationQuery } from '../../schema/dashboard.ts';
import { bareAnnotation } from './bare.ts';
import { at, isObject, type JsonObject, objectOr, textOr } from './json.ts';
import { flag, type Member, member, oppositeFlag, readMembers, same, writeMembers } from './members.ts';
import type { Unit } from './unit.ts';

const common: readonly Member[] = [
  member('name', 'name', same(annotationQuery.shape.name), { grafana: '' }),
  member('disabled', 'enable', oppositeFlag, { ours: false, grafana: false }),
  member('hidden', 'hide', flag, { ours: false, grafana: false }),
  member('color', 'iconColor', same(annotationQuery.shape.color)),
];

/** Grafana's own annotations. */
const OWN_SOURCE = { type: 'grafana', uid: '-- Grafana --' };

/** Whether we have such a source. Grafana's own by tags are found among events, where ours are kept as well. */
export function isAnnotation(grafana: JsonObject, usual: unknown): boolean {
  return sourceOf(grafana, usual) !== undefined;
}

function isGrafanas({ datasource, builtIn, type }: JsonObject): boolean {
  return (
    builtIn === 1 ||
    builtIn === true ||
    datasource === '-- Grafana --' ||
    at(datasource, ['uid']) === '-- Grafana --' ||
    at(datasource, ['uid']) === 'grafana' ||
    at(datasource, ['type']) === 'grafana' ||
    type === 'dashboard'
  );
}

function sourceOf(grafana: JsonObject, usual: unknown): AnnotationQuery['source'] | undefined {
  if (isGrafanas(grafana)) {
    const byTags = grafana['type'] === 'tags' || at(grafana, ['target', 'type']) === 'tags';
    return byTags ? 'events' : 'own';
  }
  const { datasource } = grafana;
  const type = at(datasource, ['type']);
  if (typeof type === 'string' && type !== 'graphite' && type !== at(usual, ['type'])) return undefined;
  if (targetOf(grafana) !== '') return 'target';
  return tagsOf(grafana) !== undefined || type === 'graphite' || datasource === undefined
    ? 'events'
    : undefined;
}

function targetOf({ target }: JsonObject): string {
  return isObject(target) ? textOr(target['target'], '') : textOr(target, '');
}

/** A list, or a text with the tags divided by blanks or commas; undefined when nothing is said of tags. */
function tagsOf({ target, tags }: JsonObject): string[] | undefined {
  const said = objectOr(target)['tags'] ?? tags;
  if (Array.isArray(said)) return said.filter((tag) => typeof tag === 'string');
  if (typeof said !== 'string') return undefined;
  return said.split(/[\s,]+/).filter((tag) => tag !== '');
}

export const annotationUnit: Unit<AnnotationQuery> = {
  read: (grafana, { write }) => {
    const source = sourceOf(grafana, write.datasource)!;
    const tags = source === 'target' ? undefined : tagsOf(grafana);
    const fits = tags !== undefined && annotationQuery.shape.tags.safeParse(tags).success && tags.length > 0;
    const any = at(grafana, ['target', 'matchAny']) === true || grafana['matchAny'] === true;
    const panels = filterOf(grafana['filter']);
    return {
      name: '',
      ...readMembers(common, grafana),
      source,
      ...(fits && { tags }),
      ...(fits && any && { any }),
      ...(source === 'target' && { target: targetOf(grafana) }),
      ...(panels !== undefined && { panels }),
    };
  },
  write: (ours, { numberOfPanel }) => ({
    ...writeMembers(common, ours),
    ...sourceFor(ours),
    ...(ours.panels !== undefined && {
      filter: {
        ids: ours.panels.ids.map(numberOfPanel),
        ...(ours.panels.exclude === true && { exclude: true }),
      },
    }),
  }),
  bare: bareAnnotation,
  isValid: (ours) => annotationQuery.safeParse(ours).success,
};

function filterOf(filter: unknown): AnnotationQuery['panels'] {
  const { ids, exclude } = objectOr(filter);
  if (!Array.isArray(ids) || ids.length === 0) return undefined;
  return { ids: ids.map(String), ...(exclude === true && { exclude }) };
}

function sourceFor({ source, tags, any, target }: AnnotationQuery): JsonObject {
  const byTags = tags === undefined ? {} : { tags };
  if (source === 'own') {
    const matchAny = any === true ? { matchAny: true } : {};
    const target = tags === undefined ? {} : { target: { limit: 100, type: 'tags', ...matchAny, ...byTags } };
    return { builtIn: 1, type: 'dashboard', datasource: OWN_SOURCE, ...target };
  }
  if (source === 'events') return { target: { fromAnnotations: true, queryType: 'tags', ...byTags } };
  return { target: { fromAnnotations: true, target: target ?? '' } };
}
