/** The three places that settings come from, each read into texts by key; their values are parsed later. */
import { parse as parseToml, TomlError } from 'smol-toml';
import { suggestion } from '../model/nearest.ts';
import type { NamedSetting } from './serveSettings.ts';

/** A value as it was written. */
export interface Written {
  readonly key: string;
  readonly text: string;
  /** Where, for `check-config` and for errors: `flag --http`, `environment PLUMBAGO_HTTP`, `/etc/…: http`. */
  readonly source: string;
}

export interface Layer {
  readonly written: readonly Written[];
  /** Errors, each with its place. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads `--flag=value`, `--flag value`, `--switch` and `--no-switch`; the last of several wins. */
export function readFlags(argv: readonly string[], settings: readonly NamedSetting[]): Layer {
  const byFlag = new Map(settings.filter((s) => s.flag !== null).map((s) => [s.flag!, s]));
  const known = [
    ...byFlag.keys(),
    '--help',
    ...[...byFlag].filter(([, s]) => isSwitch(s)).map(([name]) => negated(name)),
  ];
  const written: Written[] = [];
  const problems: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i]!;
    if (argument === '--help' || argument === '-h') continue;
    if (!argument.startsWith('--')) {
      problems.push(`argument ${i + 1}: "${argument}" belongs to no flag; flags start with --`);
      continue;
    }
    const equals = argument.indexOf('=');
    const name = equals < 0 ? argument : argument.slice(0, equals);
    const value = equals < 0 ? null : argument.slice(equals + 1);
    const positive = byFlag.has(name) ? name : name.replace(/^--no-/, '--');
    const setting = byFlag.get(positive);
    if (setting === undefined || (positive !== name && !isSwitch(setting))) {
      problems.push(`argument ${i + 1}: there is no flag ${name}${suggestion(name, known)}`);
      // What follows was surely meant as its value; a second complaint would only confuse.
      if (value === null && i + 1 < argv.length && !argv[i + 1]!.startsWith('-')) i++;
    } else if (isSwitch(setting)) {
      if (positive !== name && value !== null) problems.push(`argument ${i + 1}: ${name} takes no value`);
      else
        written.push({
          key: setting.key,
          text: positive === name ? (value ?? 'true') : 'false',
          source: `flag ${name}`,
        });
    } else if (value !== null) {
      written.push({ key: setting.key, text: value, source: `flag ${name}` });
    } else if (i + 1 < argv.length && !argv[i + 1]!.startsWith('--')) {
      written.push({ key: setting.key, text: argv[++i]!, source: `flag ${name}` });
    } else {
      problems.push(`argument ${i + 1}: ${name} needs a value, ${name} ${setting.setting.kind.placeholder}`);
    }
  }
  return { written, problems, warnings: [] };
}

/**
 * Reads `PLUMBAGO_…`. An empty variable counts as not set, which is what container tools make of one. A variable
 * of an unknown name is a warning only: other programs share the prefix (Kubernetes sets PLUMBAGO_PORT for a
 * service of this name).
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  settings: readonly NamedSetting[],
): Layer {
  const written: Written[] = [];
  const warnings: string[] = [];
  const names = new Map<string, { setting: NamedSetting; negate: boolean }>();
  for (const setting of settings) {
    names.set(setting.env, { setting, negate: false });
    if (isSwitch(setting))
      names.set(setting.env.replace('PLUMBAGO_', 'PLUMBAGO_NO_'), { setting, negate: true });
  }
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith('PLUMBAGO_') || text === undefined || text === '') continue;
    const found = names.get(name);
    const source = `environment ${name}`;
    if (found === undefined) {
      if (!/^PLUMBAGO_(SERVICE_|PORT($|_))/.test(name)) {
        warnings.push(`${source}: there is no such setting${suggestion(name, names.keys())}; it is ignored`);
      }
    } else if (!found.negate) {
      written.push({ key: found.setting.key, text, source });
    } else {
      // PLUMBAGO_NO_AGENT=1 says what --no-agent says; anything that is no truth value is left for the parser to refuse.
      const opposite = /^(true|1|yes|on)$/i.test(text)
        ? 'false'
        : /^(false|0|no|off)$/i.test(text)
          ? 'true'
          : text;
      written.push({ key: found.setting.key, text: opposite, source });
    }
  }
  return { written, problems: [], warnings };
}

/** Reads a TOML file whose keys and tables are those of the settings. */
export function readTomlFile(file: string, contents: string, settings: readonly NamedSetting[]): Layer {
  const written: Written[] = [];
  const problems: string[] = [];
  const byKey = new Map(settings.filter((s) => s.setting.inFile).map((s) => [s.key, s]));
  const tables = new Set(
    [...byKey.keys()].filter((key) => key.includes('.')).map((key) => key.split('.')[0]!),
  );

  const readTable = (table: object, above: string): void => {
    for (const [name, value] of Object.entries(table) as [string, unknown][]) {
      const key = above + name;
      const place = `${file}: ${key}`;
      const setting = byKey.get(key);
      if (setting !== undefined) {
        const text = tomlText(value, setting);
        if (text !== null) written.push({ key, text, source: place });
        else
          problems.push(`${place}: expected ${setting.setting.kind.tomlType}, found ${tomlTypeName(value)}`);
      } else if (above === '' && tables.has(name)) {
        if (tomlTypeName(value) === 'table') readTable(value as object, `${name}.`);
        else problems.push(`${place}: this is a table; write [${name}] and its settings below`);
      } else {
        const siblings = [...byKey.keys(), ...(above === '' ? tables : [])];
        problems.push(`${place}: there is no such setting${suggestion(key, siblings)}`);
      }
    }
  };

  try {
    readTable(parseToml(contents), '');
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    // The first line of smol-toml's message is the reason; the rest draws the place, which we name instead.
    const reason = cause.message.split('\n')[0]!.replace(/^Invalid TOML document: /, '');
    problems.push(`${file}: line ${cause.line}, column ${cause.column}: not TOML: ${reason}`);
  }
  return { written, problems, warnings: [] };
}

function isSwitch(setting: NamedSetting): boolean {
  return setting.setting.kind.placeholder === '';
}

function negated(flag: string): string {
  return flag.replace(/^--/, '--no-');
}

/** The value as text for the setting's parser, or null when its type can't be meant. */
function tomlText(value: unknown, setting: NamedSetting): string | null {
  if (isSwitch(setting)) return typeof value === 'boolean' ? String(value) : null;
  const { isList = false } = setting.setting.kind;
  if (isList && Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function tomlTypeName(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Date) return 'a date';
  return typeof value === 'object' ? 'table' : `a ${typeof value}`;
}
