import { RenderOptionError } from './format.ts';

/** The format of that name; a {@link RenderOptionError} that lists those there are when there is no such. */
export function namedFormat<F extends { readonly name: string; readonly aliases?: readonly string[] }>(
  formats: readonly F[],
  name: string,
): F {
  const found = formats.find((format) => format.name === name || format.aliases?.includes(name));
  if (found !== undefined) return found;
  const known = formats.map((format) => format.name).join(', ');
  throw new RenderOptionError(`there is no format "${name.slice(0, 60)}"; format may be ${known}`);
}
