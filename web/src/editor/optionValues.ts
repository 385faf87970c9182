/**
 * Options as the forms read and write them: members named by paths such as `legend.placement`. What equals its default is not
 * stored, and neither is an object that has nothing left in it.
 */
import type { OptionField, OptionGroup } from '../panels/optionFields.ts';

export type OptionValues = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is OptionValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member at a path; undefined when it, or what it stands in, is missing. */
export function valueAt(values: unknown, path: string): unknown {
  let here = values;
  for (const name of path.split('.')) {
    if (!isRecord(here)) return undefined;
    here = here[name];
  }
  return here;
}

/** The same with another member at the path; undefined takes it away, and what holds nothing any more with it. */
export function withValue(values: OptionValues, path: string, value: unknown): OptionValues {
  const [name, ...rest] = path.split('.');
  const inner = values[name];
  const next = rest.length === 0 ? value : withValue(isRecord(inner) ? inner : {}, rest.join('.'), value);
  const copy: Record<string, unknown> = { ...values };
  if (next === undefined || (rest.length > 0 && isRecord(next) && Object.keys(next).length === 0))
    delete copy[name];
  else copy[name] = next;
  return copy;
}

/** What holds while nobody decided: what the field says, else the first of its choices, a switch that is off, a gap. */
export function defaultOf(field: OptionField): unknown {
  if (field.default !== undefined) return field.default;
  if (field.kind === 'choice') return field.choices[0]?.value;
  if (field.kind === 'switch') return false;
  return field.kind === 'nulls' ? 'gap' : undefined;
}

/** Sets a field: its default is stored as nothing at all. */
export function withField(values: OptionValues, field: OptionField, value: unknown): OptionValues {
  return withValue(values, field.path, sameValue(value, defaultOf(field)) ? undefined : value);
}

/** The values with the defaults of all fields filled in, for conditions. */
export function withDefaults(values: OptionValues, groups: readonly OptionGroup[]): OptionValues {
  let filled = values;
  for (const { fields } of groups)
    for (const field of fields) {
      const value = defaultOf(field);
      if (value !== undefined && valueAt(filled, field.path) === undefined)
        filled = withValue(filled, field.path, value);
    }
  return filled;
}

/** Somebody decided about it. */
export function isChanged(values: OptionValues, field: OptionField): boolean {
  return valueAt(values, field.path) !== undefined;
}

export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}

/** Groups with those fields that are asked now (`when`) and have all the words in their texts; empty groups are left out. */
export function shownGroups(
  groups: readonly OptionGroup[],
  values: OptionValues,
  search: string,
): OptionGroup[] {
  const filled = withDefaults(values, groups);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return groups.flatMap((group) => {
    const fields = group.fields.filter(
      (field) =>
        (field.when?.(filled) ?? true) &&
        words.every((word) =>
          `${group.title} ${field.label} ${field.help ?? ''} ${field.path}`.toLowerCase().includes(word),
        ),
    );
    return fields.length > 0 ? [{ ...group, fields }] : [];
  });
}
