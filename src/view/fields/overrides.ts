import type { FieldConfig, FieldMatcher, FieldOverride } from '../../schema/dashboard.ts';
import { calculate } from '../calculations.ts';
import { compilePattern } from '../pattern/pattern.ts';

/** What overrides are matched against: a series, or a column of a table. */
export interface OverrideSubject {
  readonly name: string;
  /** As it is shown, where that differs. */
  readonly label?: string;
  readonly refId: string;
  /** Missing for columns of texts. */
  readonly values?: Float64Array;
  /** Default `number`. */
  readonly type?: 'number' | 'text' | 'time';
}

/** The panel's settings with those overrides on top that match, the later ones last. */
export function configOf(
  panelField: FieldConfig | undefined,
  overrides: readonly FieldOverride[] | undefined,
  subject: OverrideSubject,
): FieldConfig {
  let config = panelField ?? {};
  for (const { match, set } of overrides ?? []) if (matches(match, subject)) config = { ...config, ...set };
  return config;
}

/** Whether an override is meant for a series. */
export function matches(match: FieldMatcher, subject: OverrideSubject): boolean {
  const { name, label = name } = subject;
  switch (match.by) {
    case 'name':
      return match.name === name || match.name === label;
    case 'names':
      return (match.names.includes(name) || match.names.includes(label)) !== (match.exclude === true);
    case 'regex': {
      const pattern = compilePattern(match.pattern);
      return pattern !== null && (pattern.test(name) || pattern.test(label));
    }
    case 'query':
      return match.refId === subject.refId;
    case 'type':
      return match.type === (subject.type ?? 'number');
    case 'value':
      return subject.values !== undefined && valueMatches(match, subject.values);
  }
}

function valueMatches(
  { calc, is, value = 0 }: Extract<FieldMatcher, { by: 'value' }>,
  values: Float64Array,
): boolean {
  const amount = calculate(calc, values);
  if (is === 'null') return Number.isNaN(amount);
  if (is === 'over') return amount > value;
  if (is === 'under') return amount < value;
  return amount === value;
}
