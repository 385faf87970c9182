import type { Panel, PanelTypeName } from '../../../src/schema/dashboard.ts';
import type { OptionField, OptionGroup } from '../panels/optionFields.ts';
import { type OptionValues, valueAt, withValue } from './optionValues.ts';

/** What the options of a type are made of. */
interface TypeOptions {
  readonly type: PanelTypeName;
  readonly options: readonly OptionGroup[];
}

/**
 * The panel as one of another type. Queries, field settings and overrides stay (a type that has no use for some ignores them, and
 * going back finds them again); of the options stay those that both types have, with values that the new one knows.
 */
export function changeType(panel: Panel, from: TypeOptions | null, to: TypeOptions): Panel {
  if (panel.type === to.type) return panel;
  const { options, ...base } = panel;
  const before = (options ?? {}) as OptionValues;
  const known = new Set((from?.options ?? []).flatMap(({ fields }) => fields.map(({ path }) => path)));
  let kept: OptionValues = {};
  for (const { fields } of to.options)
    for (const field of fields) {
      const value = valueAt(before, field.path);
      if (value !== undefined && known.has(field.path) && understands(field, value))
        kept = withValue(kept, field.path, value);
    }
  // The schema of a type and the fields of its form name the same members: what fits the fields fits the type.
  return { ...base, type: to.type, ...(Object.keys(kept).length > 0 ? { options: kept } : {}) } as Panel;
}

function understands(field: OptionField, value: unknown): boolean {
  const has = (one: unknown) =>
    (field.kind === 'choice' || field.kind === 'choices') &&
    field.choices.some((choice) => choice.value === one);
  switch (field.kind) {
    case 'choice':
      return has(value);
    case 'choices':
      return Array.isArray(value) && value.every(has);
    case 'switch':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && !(value < (field.min ?? value)) && !(value > (field.max ?? value));
    case 'text':
    case 'calc':
    case 'unit':
    case 'color':
    case 'color-scale':
    case 'folder':
      return typeof value === 'string';
    case 'calcs':
    case 'list':
    case 'numbers':
    case 'mappings':
    case 'links':
    case 'zone-list':
    case 'dash':
      return Array.isArray(value);
    case 'thresholds':
    case 'color-scheme':
      return typeof value === 'object' && value !== null;
    case 'nulls':
      return true;
  }
}
