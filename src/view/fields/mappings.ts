import type { ValueMapping } from '../../schema/dashboard.ts';
import { compilePattern } from '../pattern/pattern.ts';

/** What a mapping shows instead of a value: a text, a colour, or both. */
export interface Mapped {
  readonly text?: string;
  readonly color?: string;
}

/** The first mapping that fits a value (null and NaN are nothing); null when none does. */
export function mapValue(
  mappings: readonly ValueMapping[] | undefined,
  value: number | string | null,
): Mapped | null {
  if (!mappings) return null;
  for (const mapping of mappings) {
    const text = fits(mapping, value);
    if (text !== null)
      return {
        ...(text === '' ? {} : { text }),
        ...(mapping.color === undefined ? {} : { color: mapping.color }),
      };
  }
  return null;
}

/** The text of a mapping that fits, empty when it has none; null when it does not fit. */
function fits(mapping: ValueMapping, value: number | string | null): string | null {
  const own = mapping.text ?? '';
  switch (mapping.kind) {
    case 'value':
      return isSame(mapping.value, value) ? own : null;
    case 'range': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number !== 'number' || Number.isNaN(number)) return null;
      return number >= (mapping.from ?? Number.NEGATIVE_INFINITY) &&
        number <= (mapping.to ?? Number.POSITIVE_INFINITY)
        ? own
        : null;
    }
    case 'regex': {
      if (value === null || (typeof value === 'number' && Number.isNaN(value))) return null;
      const pattern = compilePattern(mapping.pattern);
      const match = pattern?.match(String(value));
      return match ? own.replace(/\$(\d)/g, (_, group: string) => match.groups[Number(group)] ?? '') : null;
    }
    case 'special':
      return isSpecial(mapping.match, value) ? own : null;
  }
}

function isSame(wanted: string, value: number | string | null): boolean {
  if (value === null) return wanted === 'null';
  if (typeof value === 'string') return wanted === value;
  if (Number.isNaN(value)) return wanted === 'null' || wanted === 'NaN';
  return wanted.trim() !== '' && Number(wanted) === value;
}

function isSpecial(
  match: Extract<ValueMapping, { kind: 'special' }>['match'],
  value: number | string | null,
): boolean {
  switch (match) {
    // A series has one way to have no value, so that both words mean it.
    case 'null':
    case 'nan':
    case 'null+nan':
      return value === null || (typeof value === 'number' && Number.isNaN(value));
    case 'true':
    case 'false':
      return value === match;
    case 'empty':
      return value === '';
  }
}
