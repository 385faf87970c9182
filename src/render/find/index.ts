/** The formats of `/metrics/find`. A new one is a file in this folder and a line in `formats`. */
import { namedFormat } from '../namedFormat.ts';
import { completer } from './completer.ts';
import type { FindFormat } from './format.ts';
import { json } from './json.ts';
import { msgpack } from './msgpack.ts';
import { nodelist } from './nodelist.ts';
import { pickle } from './pickle.ts';
import { protobufV2 } from './protobufV2.ts';
import { protobufV3 } from './protobufV3.ts';
import { raw } from './raw.ts';
import { treejson } from './treejson.ts';

const formats: readonly FindFormat[] = [
  treejson,
  completer,
  json,
  nodelist,
  raw,
  pickle,
  msgpack,
  protobufV2,
  protobufV3,
];

/** @throws RenderOptionError when there is none of that name */
export function findFormatNamed(name: string): FindFormat {
  return namedFormat(formats, name);
}
