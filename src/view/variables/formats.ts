/** The ways in which the value of a variable is written into a text; their names are Grafana's. */
import type { VariableValue } from '../../schema/dashboard.ts';
import { formatDate, isoText } from '../dateText.ts';
import type { ShownValue } from './shownValue.ts';

type Write = (values: readonly string[], name: string, isList: boolean) => string;

const joined = (values: readonly string[], separator: string) => values.join(separator);
/** Several values as alternatives of a pattern; one value is written as it is. */
const glob: Write = (values) => (values.length === 1 ? values[0] : `{${joined(values, ',')}}`);
const escapeRegex = (value: string) => value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
const escapeLucene = (value: string) => value.replace(/["\\]/g, '\\$&');
/** Unlike the browser's own, this leaves nothing that a shell or a server could take for syntax. */
const percent = (value: string) =>
  encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const quoted =
  (quote: string, escaped: string): Write =>
  (values) =>
    values.map((value) => quote + value.replaceAll(quote, escaped) + quote).join(',');

const formats: Readonly<Record<string, Write>> = {
  glob,
  raw: (values) => joined(values, ','),
  csv: (values) => joined(values, ','),
  pipe: (values) => joined(values, '|'),
  regex: (values, _name, isList) => {
    const escaped = values.map(escapeRegex);
    return isList && escaped.length !== 1 ? `(${joined(escaped, '|')})` : joined(escaped, '|');
  },
  json: (values, _name, isList) => JSON.stringify(isList ? values : values[0]),
  percentencode: (values) => percent(glob(values, '', false)),
  queryparam: (values, name) => values.map((value) => `var-${percent(name)}=${percent(value)}`).join('&'),
  singlequote: quoted("'", "\\'"),
  doublequote: quoted('"', '\\"'),
  sqlstring: quoted("'", "''"),
  lucene: (values, _name, isList) =>
    isList ? `(${values.map((value) => `"${escapeLucene(value)}"`).join(' OR ')})` : escapeLucene(values[0]),
  distributed: (values, name) => values.map((value, i) => (i === 0 ? value : `${name}=${value}`)).join(','),
  html: (values) =>
    joined(values, ', ').replace(
      /[&<>"']/g,
      (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[letter]!,
    ),
};

/** The formats that can be named behind a colon. */
export const formatNames: readonly string[] = [...Object.keys(formats), 'text', 'date'];

/** A value in a format (`csv`, `date:YYYY-MM`); an unknown one is written like `glob`. */
export function formatVariable(name: string, shown: ShownValue, format: string, zone: string): string {
  const [kind, ...rest] = format.split(':');
  if (kind === 'text') return textOf(shown.text ?? shown.value, ' + ');
  if (shown.raw === true && kind !== 'percentencode' && kind !== 'queryparam')
    return textOf(shown.value, ',');
  const values = listOf(shown.value);
  if (kind === 'date') return values.map((value) => dateText(value, rest.join(':'), zone)).join(',');
  // Nothing chosen writes nothing, except where the absence itself must be said.
  if (values.length === 0) return kind === 'json' ? '[]' : '';
  const write = Object.hasOwn(formats, kind) ? formats[kind] : glob;
  return write(values, name, Array.isArray(shown.value));
}

function listOf(value: VariableValue): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function textOf(value: VariableValue, separator: string): string {
  return typeof value === 'string' ? value : value.join(separator);
}

/** Milliseconds since 1970 as a date: ISO when no format is named, `seconds`, or a pattern such as `YYYY-MM-DD`. */
function dateText(value: string, format: string, zone: string): string {
  const milliseconds = Number(value);
  if (value.trim() === '' || !Number.isFinite(milliseconds)) return value;
  if (format === '' || format === 'iso') return isoText(milliseconds / 1000);
  if (format === 'seconds') return String(Math.floor(milliseconds / 1000));
  return formatDate(milliseconds / 1000, format, zone);
}
