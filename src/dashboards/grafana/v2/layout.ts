/**
 * Layouts of version 2 as rows of the classic model. A tab becomes a row, since there are no tabs here; panels of an auto
 * grid are placed as many beside each other as it allows.
 */
import {
  entryOf,
  greatest,
  isObject,
  type JsonObject,
  numberOf,
  objectOr,
  objectsOf,
  textOr,
} from '../json.ts';
import type { Remarks } from '../remarks.ts';
import { classicPanel } from './elements.ts';

const COLUMNS = 24;
/** Lines of an auto grid's rows by the names of their heights. */
const HEIGHTS: Readonly<Record<string, number>> = { short: 5, standard: 8, tall: 12 };
const LINE = 38;

interface Section {
  readonly heading: JsonObject | null;
  /** Places count from the section's upper edge. */
  readonly panels: JsonObject[];
}

export function panelsOf(elements: JsonObject, layout: JsonObject, remarks: Remarks): JsonObject[] {
  const reader = new LayoutReader(elements, remarks);
  const sections = reader.sections(layout, '');
  const panels: JsonObject[] = [];
  let top = 0;
  for (const { heading, panels: inside } of sections) {
    const isCollapsed = heading?.['collapsed'] === true;
    const edge = top + (heading === null ? 0 : 1);
    const placed = inside.map((panel) => movedDown(panel, edge));
    if (heading !== null) {
      const gridPos = { x: 0, y: top, w: COLUMNS, h: 1 };
      panels.push({ ...heading, id: reader.nextId(), gridPos, panels: isCollapsed ? placed : [] });
    }
    if (!isCollapsed) panels.push(...placed);
    const bottoms = placed.map(({ gridPos }) => bottomOf(gridPos));
    top = isCollapsed ? edge : greatest(bottoms, edge);
  }
  return panels;
}

function movedDown(panel: JsonObject, by: number): JsonObject {
  const place = objectOr(panel['gridPos']);
  return { ...panel, gridPos: { ...place, y: (numberOf(place['y']) ?? 0) + by } };
}

function bottomOf(gridPos: unknown): number {
  const { y, h } = objectOr(gridPos);
  return (numberOf(y) ?? 0) + (numberOf(h) ?? 0);
}

class LayoutReader {
  readonly #elements: JsonObject;
  readonly #remarks: Remarks;
  #lastId: number;

  constructor(elements: JsonObject, remarks: Remarks) {
    this.#elements = elements;
    this.#remarks = remarks;
    const ids = Object.values(elements).map(
      (element) => numberOf(objectOr(objectOr(element)['spec'])['id']) ?? 0,
    );
    this.#lastId = greatest(ids);
  }

  /** For headings, beyond the ids of all panels. */
  nextId(): number {
    return ++this.#lastId;
  }

  /** `titles`: of the rows and tabs around it. */
  sections({ kind, spec }: JsonObject, titles: string): Section[] {
    const said = objectOr(spec);
    switch (kind) {
      case 'GridLayout':
        return this.#grid(objectsOf(said['items']));
      case 'AutoGridLayout':
        return [{ heading: null, panels: this.#autoGrid(said) }];
      case 'RowsLayout':
        return objectsOf(said['rows']).flatMap((row) => this.#group(objectOr(row['spec']), titles, 'row'));
      case 'TabsLayout':
        this.#remarks.add('changed', '', 'Its tabs are rows now, one below the other.');
        return objectsOf(said['tabs']).flatMap((tab) => this.#group(objectOr(tab['spec']), titles, 'tab'));
      default:
        this.#remarks.add(
          'lost',
          '',
          `Its layout "${textOr(kind, '')}" is not known here, so its panels are missing.`,
        );
        return [];
    }
  }

  /** One row or tab, with those that are nested in it after it. */
  #group(spec: JsonObject, titles: string, kind: 'row' | 'tab'): Section[] {
    const { title, collapse, hideHeader, repeat, layout, conditionalRendering, ...rest } = spec;
    const own = textOr(title, '');
    const path = [titles, own].filter((part) => part !== '').join(' › ');
    this.#tellOfConditions(conditionalRendering, `${kind === 'row' ? 'Row' : 'Tab'} "${own}"`);
    const inner = this.sections(objectOr(layout), path);
    if (hideHeader === true && titles === '' && repeat === undefined) return inner;
    const variable = objectOr(repeat)['value'];
    const heading = {
      type: 'row',
      title: path,
      collapsed: collapse === true,
      ...(typeof variable === 'string' && { repeat: variable }),
      v2: { kind, ...(conditionalRendering !== undefined && { conditionalRendering }), ...rest },
    };
    const [first, ...others] = inner;
    if (first === undefined) return [{ heading, panels: [] }];
    if (first.heading === null) return [{ heading, panels: first.panels }, ...others];
    // What is inside has headings of its own, which say the outer title as well.
    if (repeat !== undefined) {
      this.#remarks.add(
        'lost',
        `Row "${own}"`,
        'It was repeated with the rows inside of it; these stand here once.',
      );
    }
    return inner;
  }

  /** Items may be panels, or rows of an earlier kind with panels of their own. */
  #grid(items: readonly JsonObject[]): Section[] {
    const sections: Section[] = [];
    const loose: JsonObject[] = [];
    for (const { kind, spec } of items) {
      const said = objectOr(spec);
      if (kind === 'GridLayoutRow') {
        const { title, collapsed, repeat, elements } = said;
        const variable = objectOr(repeat)['value'];
        sections.push({
          heading: {
            type: 'row',
            title: textOr(title, ''),
            collapsed: collapsed === true,
            ...(typeof variable === 'string' && { repeat: variable }),
          },
          panels: objectsOf(elements).flatMap((item) => this.#gridItem(objectOr(item['spec']))),
        });
      } else if (sections.length === 0) loose.push(...this.#gridItem(said));
      else sections.at(-1)!.panels.push(...this.#gridItem(said));
    }
    return loose.length > 0 || sections.length === 0
      ? [{ heading: null, panels: loose }, ...sections]
      : sections;
  }

  #gridItem({ element, x, y, width, height, repeat }: JsonObject): JsonObject[] {
    const panel = this.#panel(element);
    if (panel === null) return [];
    return [{ ...panel, gridPos: { x, y, w: width, h: height }, ...repeatOf(repeat) }];
  }

  #autoGrid({
    items,
    maxColumnCount,
    columnWidthMode,
    columnWidth,
    rowHeightMode,
    rowHeight,
  }: JsonObject): JsonObject[] {
    const columns = Math.min(COLUMNS, Math.max(1, Math.round(numberOf(maxColumnCount) ?? 3)));
    const w = Math.floor(COLUMNS / columns);
    const pixels = rowHeightMode === 'custom' ? numberOf(rowHeight) : undefined;
    const named =
      entryOf(HEIGHTS, textOr(rowHeightMode, textOr(rowHeight, 'standard'))) ?? HEIGHTS['standard']!;
    const h = pixels === undefined ? named : Math.max(2, Math.round(pixels / LINE));
    const kept = { columnWidthMode, columnWidth, rowHeightMode, rowHeight, maxColumnCount };
    let place = 0;
    return objectsOf(items).flatMap(({ spec }) => {
      const { element, repeat, conditionalRendering } = objectOr(spec);
      const panel = this.#panel(element);
      if (panel === null) return [];
      this.#tellOfConditions(conditionalRendering, `Panel "${textOr(panel['title'], '')}"`);
      const gridPos = { x: (place % columns) * w, y: Math.floor(place / columns) * h, w, h };
      place++;
      const v2 = {
        ...objectOr(panel['v2']),
        ...(conditionalRendering !== undefined && { conditionalRendering }),
        autoGrid: Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
      };
      return [
        { ...panel, gridPos, v2, ...repeatOf(repeat), ...(isObject(repeat) && { maxPerRow: columns }) },
      ];
    });
  }

  #panel(reference: unknown): JsonObject | null {
    const name = textOr(objectOr(reference)['name'], '');
    const element = Object.hasOwn(this.#elements, name) ? this.#elements[name] : undefined;
    const panel = classicPanel(element);
    if (panel === null) {
      this.#remarks.add('lost', '', `The layout names an element "${name}" that is no panel of the file.`);
    }
    return panel;
  }

  #tellOfConditions(conditions: unknown, where: string): void {
    if (!isObject(conditions) || objectsOf(objectOr(conditions['spec'])['items']).length === 0) return;
    this.#remarks.add(
      'lost',
      where,
      'It was shown under conditions only; they are kept, but it is shown always.',
    );
  }
}

function repeatOf(repeat: unknown): JsonObject {
  const { value, direction, maxPerRow } = objectOr(repeat);
  if (typeof value !== 'string') return {};
  return {
    repeat: value,
    ...(direction === 'v' && { repeatDirection: 'v' }),
    ...(maxPerRow !== undefined && { maxPerRow }),
  };
}
