import { suggestion } from '../model/nearest.ts';
import type { WrittenListener } from './listenAddress.ts';
import { parseHost, parseListener } from './listenAddress.ts';
import { parseDuration } from './retentions.ts';

/** A kind of value that a setting may have: how it is written, read and shown. */
export interface Kind<T> {
  /** What stands behind the flag in `--help`; empty for a switch. */
  readonly placeholder: string;
  /** Type of the value in the TOML file, in words. */
  readonly tomlType: string;
  /** Relative texts are resolved: against the working folder, or against the file that they stand in. */
  readonly isPath?: boolean;
  /** A list of texts in the TOML file is taken too, as if it were written with commas between. */
  readonly isList?: boolean;
  /** @throws Error that says what is wrong with the text, without the place. */
  parse(text: string): T;
  /** As a person would write it. */
  format(value: T): string;
}

/** Any text that is not empty. */
export const text: Kind<string> = {
  placeholder: 'TEXT',
  tomlType: 'string',
  parse: notEmpty,
  format: (value) => value,
};

/** A file or a folder. */
export function path(placeholder: 'FILE' | 'DIR'): Kind<string> {
  return { placeholder, tomlType: 'string', isPath: true, parse: notEmpty, format: (value) => value };
}

export const host: Kind<string> = {
  placeholder: 'ADDR',
  tomlType: 'string',
  parse: parseHost,
  format: (value) => value,
};

/** `[ADDR:]PORT`, or null for `off`. */
export const listener: Kind<WrittenListener | null> = {
  placeholder: '[ADDR:]PORT',
  tomlType: 'integer or string',
  parse: (written) => (written.trim() === 'off' ? null : parseListener(written)),
  format(value) {
    if (value === null) return 'off';
    if (value.host === null) return String(value.port);
    return value.host.includes(':') ? `[${value.host}]:${value.port}` : `${value.host}:${value.port}`;
  },
};

export const onOff: Kind<boolean> = {
  placeholder: '',
  tomlType: 'boolean',
  parse(written) {
    const lower = written.trim().toLowerCase();
    if (['true', '1', 'yes', 'on'].includes(lower)) return true;
    if (['false', '0', 'no', 'off'].includes(lower)) return false;
    throw new Error(`"${written}" is neither true nor false`);
  },
  format: String,
};

export function oneOf<const T extends string>(...words: T[]): Kind<T> {
  return {
    placeholder: words.join('|'),
    tomlType: 'string',
    parse(written) {
      const word = words.find((candidate) => candidate === written.trim());
      if (word !== undefined) return word;
      throw new Error(`"${written}" is not one of ${words.join(', ')}${suggestion(written, words)}`);
    },
    format: (value) => value,
  };
}

/** A whole number of things, `1_000_000` as well as `1000000`. */
export function integer(min: number, max: number): Kind<number> {
  return {
    placeholder: 'N',
    tomlType: 'integer',
    parse(written) {
      const digits = written.trim().replace(/(?<=\d)_(?=\d)/g, '');
      const value = /^-?\d{1,16}$/.test(digits) ? Number(digits) : Number.NaN;
      if (value >= min && value <= max) return value;
      throw new Error(`"${written}" is not a whole number from ${min} to ${max}`);
    },
    format: String,
  };
}

export function seconds(min: number, max: number): Kind<number> {
  return {
    placeholder: 'SECONDS',
    tomlType: 'number',
    parse(written) {
      const value = /^\d+(\.\d+)?$/.test(written.trim()) ? Number(written) : Number.NaN;
      if (value >= min && value <= max) return value;
      throw new Error(`"${written}" is not a number of seconds from ${min} to ${max}`);
    },
    format: String,
  };
}

const BYTE_UNITS: Record<string, number> = {
  '': 1,
  b: 1,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** A number of bytes, plain or with KiB, MiB, GiB or TiB. */
export function bytes(min: number, max: number): Kind<number> {
  const format = (value: number): string => {
    for (const unit of ['TiB', 'GiB', 'MiB', 'KiB']) {
      const factor = BYTE_UNITS[unit.toLowerCase()]!;
      if (value >= factor && value % factor === 0) return `${value / factor} ${unit}`;
    }
    return `${value} B`;
  };
  return {
    placeholder: 'BYTES',
    tomlType: 'integer or string',
    parse(written) {
      const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(written.trim().replace(/(?<=\d)_(?=\d)/g, ''));
      const factor = match && BYTE_UNITS[match[2]!.toLowerCase()];
      const value = match && factor ? Math.round(Number(match[1]) * factor) : Number.NaN;
      if (value >= min && value <= max) return value;
      throw new Error(
        `"${written}" is not a size from ${format(min)} to ${format(max)}; write bytes, or a number with KiB, MiB or GiB`,
      );
    },
    format,
  };
}

/** Either one of a few words or a value of another kind. */
export function wordOr<const W extends string, T>(words: readonly W[], other: Kind<T>): Kind<W | T> {
  const isWord = (value: unknown): value is W => words.some((word) => word === value);
  return {
    placeholder: [...words, other.placeholder].join('|'),
    tomlType: other.tomlType === 'string' ? 'string' : `string or ${other.tomlType}`,
    parse(written) {
      if (isWord(written.trim())) return written.trim() as W;
      try {
        return other.parse(written);
      } catch (cause) {
        throw new Error(`${(cause as Error).message}, nor one of ${words.join(', ')}`, { cause });
      }
    },
    format: (value) => (isWord(value) ? value : other.format(value)),
  };
}

/** `GLOB=VALUE, GLOB=VALUE …`: rules over names, the first that matches counts. Empty for none. */
export function rules<T>(value: Kind<T>): Kind<readonly { readonly pattern: string; readonly value: T }[]> {
  return {
    placeholder: `GLOB=${value.placeholder},…`,
    tomlType: 'string',
    parse: (written) =>
      written
        .split(/,(?![^{]*\})/)
        .map((rule) => rule.trim())
        .filter((rule) => rule !== '')
        .map((rule) => {
          const equals = rule.lastIndexOf('=');
          const pattern = rule.slice(0, Math.max(0, equals)).trim();
          if (pattern === '' || /\s/.test(pattern))
            throw new Error(
              `"${rule}" is not GLOB=${value.placeholder}, where GLOB is one over names, such as servers.*`,
            );
          return { pattern, value: value.parse(rule.slice(equals + 1)) };
        }),
    format: (all) =>
      all.length === 0 ? 'none' : all.map((rule) => `${rule.pattern}=${value.format(rule.value)}`).join(', '),
  };
}

/** A length of time with a unit, such as `30d`; seconds. */
export const duration: Kind<number> = {
  placeholder: 'DURATION',
  tomlType: 'string',
  parse: (written) => parseDuration(written.trim(), written.trim()),
  format: (value) => (value % 86_400 === 0 ? `${value / 86_400}d` : `${value}s`),
};

function notEmpty(written: string): string {
  if (written.trim() === '') throw new Error('it is empty');
  return written;
}
