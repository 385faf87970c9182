/** Reads the parameters of a picture one by one, in the spellings that graphite-web takes. */

import type { Color } from '../../view/scene/color.ts';
import { RenderOptionError } from '../format.ts';
import { parseColor } from './color.ts';
import type { GraphParameters } from './graphRequest.ts';

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** The text of a parameter; as in graphite-web an empty one and `default` count as not given. */
export function textOf(parameters: GraphParameters, name: string): string | undefined {
  const text = parameters(name);
  return text === undefined || text === '' || text.toLowerCase() === 'default' ? undefined : text;
}

/** True for anything but `0`, `false`, `no` and `off`; undefined when not given. */
export function flagOf(parameters: GraphParameters, name: string): boolean | undefined {
  const text = textOf(parameters, name);
  return text === undefined ? undefined : !/^(0|false|no|off)$/i.test(text);
}

/** A finite number within the bounds. @throws RenderOptionError when it is none */
export function numberOf(
  parameters: GraphParameters,
  name: string,
  { least, most }: Bounds = { least: -Number.MAX_VALUE, most: Number.MAX_VALUE },
): number | undefined {
  const text = textOf(parameters, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  const range = most === Number.MAX_VALUE ? '' : ` from ${least} to ${most}`;
  throw new RenderOptionError(`${name} has to be a number${range}, not "${text.slice(0, 50)}"`);
}

/** As {@link numberOf}, the fraction cut off. */
export function wholeOf(parameters: GraphParameters, name: string, bounds: Bounds): number | undefined {
  const value = numberOf(parameters, name, bounds);
  return value === undefined ? undefined : Math.trunc(value);
}

/** One of a few words, in any case. @throws RenderOptionError when it is another */
export function wordOf<Word extends string>(
  parameters: GraphParameters,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOf(parameters, name);
  if (text === undefined) return undefined;
  const found = words.find((word) => word.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  throw new RenderOptionError(`${name} may be ${words.join(', ')}, not "${text.slice(0, 50)}"`);
}

/** @throws RenderOptionError when it is no colour */
export function colorOf(parameters: GraphParameters, name: string): Color | undefined {
  const text = textOf(parameters, name);
  return text === undefined ? undefined : parseColor(text);
}

/** The length of dashes in pixels; a dashed line without a length has dashes of 5. */
export function dashOf(parameters: GraphParameters, name: string): number | undefined {
  const text = textOf(parameters, name);
  if (text === undefined || /^(0|false|no|off)$/i.test(text)) return undefined;
  if (/^(true|yes|on)$/i.test(text)) return 5;
  return numberOf(parameters, name, { least: 0.1, most: 1000 });
}

/** A text in lines, cut to what can be of use. */
export function linesOf(parameters: GraphParameters, name: string): readonly string[] {
  const text = textOf(parameters, name);
  if (text === undefined) return [];
  return text
    .split(/\r?\n/)
    .slice(0, 10)
    .map((line) => line.slice(0, 1000));
}
