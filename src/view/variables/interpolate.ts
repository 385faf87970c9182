/** Puts the values of variables into texts: `$x`, `${x}`, `${x:format}`, `${x.field}`, `[[x]]`, `[[x:format]]`. */
import type { VariableValue } from '../../schema/dashboard.ts';
import { formatVariable } from './formats.ts';
import { isShown, type ShownValue } from './shownValue.ts';

export type { ShownValue } from './shownValue.ts';

export type VariableValues = ReadonlyMap<string, VariableValue | ShownValue>;

export interface InterpolateOptions {
  /** For what names no format of its own. Default `glob`: `{a,b}` for several values, one value as it is. */
  readonly format?: string;
  /** IANA zone of dates. Default UTC. */
  readonly zone?: string;
}

/**
 * A reference: `$name`, `[[name:format]]`, or `${name.field:format}`. The names that begin with two underscores may have
 * dots within, such as `${__series.name}`; whether a dot belongs to the name decides the map of values.
 */
export const reference =
  /\$(\w+)|\[\[(\w+?)(?::([^\]]{1,200}))?\]\]|\$\{(\w+)((?:\.[^:{}]{1,200})?)(?::([^{}]{1,200}))?\}/g;

/** The text with values for all variables that are known; others stay as they stand. */
export function interpolate(text: string, values: VariableValues, options: InterpolateOptions = {}): string {
  if (!text.includes('$') && !text.includes('[[')) return text;
  return text.replace(
    reference,
    (
      whole: string,
      plain: string | undefined,
      bracketed: string | undefined,
      bracketFormat: string | undefined,
      braced: string | undefined,
      field: string | undefined,
      format: string | undefined,
    ) => {
      const name = plain ?? bracketed ?? braced!;
      const path = field ? field.slice(1) : '';
      const withField = path === '' ? undefined : values.get(`${name}.${path}`);
      const found = withField ?? values.get(name);
      if (found === undefined) return whole;
      const shown = isShown(found) ? found : { value: found };
      // What a value has below it: its text is the one member that there is.
      if (withField === undefined && path !== '' && path !== 'text' && path !== 'value') return whole;
      const wanted = withField === undefined && path === 'text' ? 'text' : (format ?? bracketFormat);
      return formatVariable(name, shown, wanted ?? options.format ?? 'glob', options.zone ?? 'UTC');
    },
  );
}
