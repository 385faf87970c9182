/** The formats of `/render`. A new one is a file in this folder and a line in `formats`. */
import { csv } from './csv.ts';
import { dygraph } from './dygraph.ts';
import type { PictureFormat, RenderFormat } from './format.ts';
import { pictures } from './graph/pictureFormats.ts';
import { json } from './json.ts';
import { msgpack } from './msgpack.ts';
import { namedFormat } from './namedFormat.ts';
import { pickle } from './pickle.ts';
import { protobufV2 } from './protobufV2.ts';
import { protobufV3 } from './protobufV3.ts';
import { raw } from './raw.ts';
import { rickshaw } from './rickshaw.ts';

const formats: readonly RenderFormat[] = [
  json,
  csv,
  raw,
  pickle,
  msgpack,
  protobufV2,
  protobufV3,
  dygraph,
  rickshaw,
];

/** @throws RenderOptionError when there is none of that name */
export function anyFormatNamed(name: string): RenderFormat | PictureFormat {
  return namedFormat<RenderFormat | PictureFormat>([...formats, ...pictures], name);
}

/** The same for formats other than pictures. */
export function formatNamed(name: string): RenderFormat {
  return namedFormat(formats, name);
}
