/** The formats of `/render`. A new one is a file in this folder and a line in `formats`. */
import { type RenderFormat, RenderOptionError } from './format.ts';
import { json } from './json.ts';

const formats: readonly RenderFormat[] = [json];

/** The format of that name; a {@link RenderOptionError} that lists those there are when there is no such. */
export function formatNamed(name: string): RenderFormat {
  const found = formats.find((format) => format.name === name);
  if (found !== undefined) return found;
  const known = formats.map((format) => format.name).join(', ');
  throw new RenderOptionError(`there is no format "${name.slice(0, 60)}"; format may be ${known}`);
}
