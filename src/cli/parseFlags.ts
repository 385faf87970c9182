/** Reads the arguments of a command: flags that it knows, and the rest in order. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { suggestion } from '../model/nearest.ts';
import { UsageError } from './usageError.ts';

export interface KnownFlags {
  /** Names without dashes of flags with a value; the last of several counts. */
  readonly values?: readonly string[];
  /** Flags with a value that may stand several times. */
  readonly lists?: readonly string[];
  /** Flags without a value. */
  readonly switches?: readonly string[];
}

export interface ParsedFlags {
  readonly positionals: readonly string[];
  value(name: string): string | undefined;
  list(name: string): readonly string[];
  has(name: string): boolean;
}

/** @throws UsageError for a flag that is unknown, lacks its value, or has one that it does not take */
export function parseFlags(
  args: readonly string[],
  { values = [], lists = [], switches = [] }: KnownFlags,
): ParsedFlags {
  const withValue = [...values, ...lists];
  const options: ParseArgsOptionsConfig = Object.fromEntries([
    ...withValue.map((name) => [name, { type: 'string' as const }] as const),
    ...switches.map((name) => [name, { type: 'boolean' as const }] as const),
  ]);
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const positionals: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (switches.includes(name)) {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
      given.set(name, ['']);
      continue;
    }
    if (!withValue.includes(name)) {
      const known = [...withValue, ...switches].map((flag) => `--${flag}`);
      throw new UsageError(`there is no ${rawName}${suggestion(rawName, known)}`);
    }
    if (value === undefined || value === '') throw new UsageError(`${rawName} wants a value`);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return {
    positionals,
    value: (name) => given.get(name)?.at(-1),
    list: (name) => given.get(name) ?? [],
    has: (name) => given.has(name),
  };
}
