/** Looks into decoded answers of remote servers, of which nothing is known until it has been looked at. */
import type { RemoteFormat } from '../config/remotes.ts';
import { MsgpackError, readMsgpack } from '../protocol/msgpackReader.ts';
import { PickleError, readPickle } from '../protocol/pickleReader.ts';
import { RemoteFailure } from './remoteFailure.ts';

/** Longer texts are no names of series. */
const MAX_NAME_LENGTH = 65_535;

/** The value that the bytes hold: maps are `Map`s, or objects in JSON. @throws RemoteFailure */
export function decodeAnswer(format: RemoteFormat, bytes: Uint8Array): unknown {
  try {
    if (format === 'msgpack') return readMsgpack(bytes);
    if (format === 'pickle') return readPickle(bytes);
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  } catch (cause) {
    if (cause instanceof MsgpackError || cause instanceof PickleError || cause instanceof SyntaxError)
      throw new RemoteFailure('bad-answer', `answer is no ${format}`, { cause });
    throw cause;
  }
}

export function badAnswer(what: string): never {
  throw new RemoteFailure('bad-answer', `answer makes no sense: ${what}`);
}

/** A member of a map or an object; undefined when there is none. */
export function member(value: unknown, name: string): unknown {
  if (value instanceof Map) return value.get(name);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

export function asList(value: unknown, what: string): readonly unknown[] {
  return Array.isArray(value) ? value : badAnswer(`${what} is no list`);
}

/** A name of something, such as a path or a tag. */
export function asName(value: unknown, what: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH) return value;
  return badAnswer(`${what} is no name`);
}

export function asNames(value: unknown, what: string): string[] {
  return asList(value, what).map((item) => asName(item, what));
}

export function asWholeNumber(value: unknown, what: string): number {
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? value
    : badAnswer(`${what} is no whole number`);
}
