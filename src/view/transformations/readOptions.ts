/** Reads single options, whatever a dashboard has in their place. */
import type { TransformationOptions } from './transformation.ts';

export function textOption(options: TransformationOptions, path: string, otherwise = ''): string {
  const value = options[path];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : otherwise;
}

export function numberOption(options: TransformationOptions, path: string): number | undefined {
  const value = options[path];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

export function switchOption(options: TransformationOptions, path: string): boolean {
  return options[path] === true;
}

/** One of the choices; the first where nothing, or something else, was chosen. */
export function choiceOption<Choice extends string>(
  options: TransformationOptions,
  path: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  return choices.find((choice) => choice === options[path]) ?? choices[0];
}

export function listOption(options: TransformationOptions, path: string): string[] {
  const value = options[path];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** The entries of a list of objects. */
export function itemsOption(options: TransformationOptions, path: string): TransformationOptions[] {
  const value = options[path];
  return Array.isArray(value)
    ? value.filter((entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry))
    : [];
}
