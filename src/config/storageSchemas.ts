/** carbon's storage-schemas.conf and storage-aggregation.conf, and what counts without them. See docs/retention.md. */

import { nearest, suggestion } from '../model/nearest.ts';
import type { AggregationMethod, Archive, SchemaOf, SeriesSchema } from '../model/retention.ts';
import { AGGREGATION_METHODS } from '../model/retention.ts';
import type { ConfSection } from './carbonConf.ts';
import { parseCarbonConf } from './carbonConf.ts';
import { compilePythonPattern } from './pythonPattern.ts';
import { parseRetentions } from './retentions.ts';
import type { ServeSettings } from './settings.ts';
import { SettingsError } from './settingsError.ts';

export interface ConfFile {
  /** For error messages. */
  readonly path: string;
  readonly text: string;
}

/** Null stands for the built-in rules. */
export interface StorageFiles {
  readonly schemas: ConfFile | null;
  readonly aggregation: ConfFile | null;
}

interface Rule<T> {
  readonly pattern: RegExp;
  readonly value: T;
}

interface Aggregation {
  readonly method: AggregationMethod;
  readonly xFilesFactor: number;
}

/** Rules in order, the first that matches counts; `otherwise` when none does. */
interface Rules<T> {
  readonly rules: readonly Rule<T>[];
  readonly otherwise: T;
}

const BUILT_IN_SCHEMAS: Rules<Archive[]> = {
  rules: [{ pattern: /^(hosts|plumbago)\./, value: parseRetentions('1s:1d,10s:30d,60s:1y') }],
  otherwise: parseRetentions('10s:30d,60s:1y'),
};

const BUILT_IN_AGGREGATION: Rules<Aggregation> = {
  rules: [
    { pattern: /\.min$/, value: { method: 'min', xFilesFactor: 0 } },
    { pattern: /\.max$/, value: { method: 'max', xFilesFactor: 0 } },
    { pattern: /\.(count|sum)$/, value: { method: 'sum', xFilesFactor: 0 } },
  ],
  otherwise: { method: 'average', xFilesFactor: 0 },
};

/** What carbon falls back to when no section of a given file matches: a week of minutes, Whisper's own 0.5. */
const CARBON_ARCHIVES = parseRetentions('60s:7d');
const CARBON_AGGREGATION: Aggregation = { method: 'average', xFilesFactor: 0.5 };

/**
 * Decides archives and aggregation of new series by carbon's two files. Patterns are compiled once; series that match
 * the same sections share one schema object.
 * @throws SettingsError with every mistake in both files, each with file and line
 */
export function createSchemaOf(files: StorageFiles): SchemaOf {
  const problems: string[] = [];
  const schemas = files.schemas === null ? BUILT_IN_SCHEMAS : readSchemas(files.schemas, problems);
  const aggregation =
    files.aggregation === null ? BUILT_IN_AGGREGATION : readAggregation(files.aggregation, problems);
  if (problems.length > 0) throw new SettingsError(problems);

  const made = new Map<Archive[], Map<Aggregation, SeriesSchema>>();
  return (name) => {
    const archives = firstMatch(schemas, name);
    const rule = firstMatch(aggregation, name);
    let byRule = made.get(archives);
    if (byRule === undefined) {
      byRule = new Map();
      made.set(archives, byRule);
    }
    let schema = byRule.get(rule);
    if (schema === undefined) {
      schema = Object.freeze({ archives, aggregation: rule.method, xFilesFactor: rule.xFilesFactor });
      byRule.set(rule, schema);
    }
    return schema;
  };
}

/**
 * {@link createSchemaOf} for the files that the settings name.
 * @param readFile contents of a file, null when there is none
 * @throws SettingsError
 */
export function loadSchemaOf(
  settings: Pick<ServeSettings, 'schemasFile' | 'aggregationFile' | 'sources'>,
  readFile: (path: string) => string | null,
): SchemaOf {
  const read = (path: string | null, key: string): ConfFile | null => {
    if (path === null) return null;
    let text: string | null;
    try {
      text = readFile(path);
    } catch (error) {
      throw new SettingsError([
        `${settings.sources[key]}: ${path} can't be read: ${(error as Error).message}`,
      ]);
    }
    if (text === null) throw new SettingsError([`${settings.sources[key]}: there is no file ${path}`]);
    return { path, text };
  };
  return createSchemaOf({
    schemas: read(settings.schemasFile, 'schemas'),
    aggregation: read(settings.aggregationFile, 'aggregation'),
  });
}

function firstMatch<T>({ rules, otherwise }: Rules<T>, name: string): T {
  for (const { pattern, value } of rules) if (pattern.test(name)) return value;
  return otherwise;
}

function readSchemas(file: ConfFile, problems: string[]): Rules<Archive[]> {
  const rules = readRules(file, problems, ['pattern', 'retentions', 'priority'], (reader) => {
    const retentions = reader.required('retentions', 'such as retentions = 10s:6h,1m:7d');
    return retentions === null ? null : reader.read('retentions', parseRetentions);
  });
  return { rules, otherwise: CARBON_ARCHIVES };
}

function readAggregation(file: ConfFile, problems: string[]): Rules<Aggregation> {
  const known = ['pattern', 'xfilesfactor', 'aggregationmethod', 'priority'];
  const rules = readRules(file, problems, known, (reader): Aggregation => {
    const method = reader.read('aggregationmethod', parseMethod);
    const xFilesFactor = reader.read('xfilesfactor', parseXFilesFactor);
    return {
      method: method ?? CARBON_AGGREGATION.method,
      xFilesFactor: xFilesFactor ?? CARBON_AGGREGATION.xFilesFactor,
    };
  });
  return { rules, otherwise: CARBON_AGGREGATION };
}

/** Access to the options of one section that turns each mistake into a problem with its place. */
interface SectionReader {
  /** The text of an option; a problem and null where it is missing. */
  required(key: string, example: string): string | null;
  /** The parsed option; null where it is missing or wrong. */
  read<T>(key: string, parse: (text: string) => T): T | null;
}

function readRules<T>(
  file: ConfFile,
  problems: string[],
  knownKeys: readonly string[],
  readRule: (reader: SectionReader) => T | null,
): Rule<T>[] {
  const parsed = parseCarbonConf(file.text);
  for (const { line, text } of parsed.problems) problems.push(`${file.path}:${line}: ${text}`);
  return parsed.sections.flatMap((section) => {
    const reader = readerOf(section, file.path, problems);
    complainAboutTypos(section, knownKeys, file.path, problems);
    reader.required('pattern', 'such as pattern = ^servers\\.');
    const pattern = reader.read('pattern', compilePythonPattern);
    const value = readRule(reader);
    return pattern === null || value === null ? [] : [{ pattern, value }];
  });
}

function readerOf(section: ConfSection, path: string, problems: string[]): SectionReader {
  return {
    required(key, example) {
      const option = section.options.get(key);
      if (option !== undefined && option.value !== '') return option.value;
      problems.push(
        `${path}:${option?.line ?? section.line}: [${section.name}] has no ${key}; add one, ${example}`,
      );
      return null;
    },
    read(key, parse) {
      const option = section.options.get(key);
      if (option === undefined || option.value === '') return null;
      try {
        return parse(option.value);
      } catch (error) {
        problems.push(`${path}:${option.line}: [${section.name}] ${key}: ${(error as Error).message}`);
        return null;
      }
    },
  };
}

/** Carbon ignores keys that it doesn't know; one that looks like a slip is worth an error. */
function complainAboutTypos(
  section: ConfSection,
  known: readonly string[],
  path: string,
  problems: string[],
): void {
  for (const [key, { line }] of section.options) {
    const meant = known.includes(key) ? undefined : nearest(key, known);
    if (meant !== undefined)
      problems.push(`${path}:${line}: [${section.name}] has no use for "${key}"; did you mean "${meant}"?`);
  }
}

function parseMethod(text: string): AggregationMethod {
  const method = AGGREGATION_METHODS.find((candidate) => candidate === text);
  if (method !== undefined) return method;
  throw new Error(
    `"${text}" is not one of ${AGGREGATION_METHODS.join(', ')}${suggestion(text, AGGREGATION_METHODS)}`,
  );
}

function parseXFilesFactor(text: string): number {
  const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 1) return value;
  throw new Error(`"${text}" is not a number from 0 to 1; 0.5 asks for half of the points`);
}
