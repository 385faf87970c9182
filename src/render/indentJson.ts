/**
 * JSON laid out as Python's `json.dumps(…, indent=2)` does. It works on the text, because numbers such as `1e9999`
 * would not survive being read and written again.
 */
import { ByteWriter } from '../protocol/byteWriter.ts';

const [QUOTE, BACKSLASH, COMMA, COLON, SPACE, NEWLINE] = [...'"\\,: \n'].map((c) => c.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
];
const OPENING = new Set([...'[{'].map((c) => c.charCodeAt(0)));
const CLOSING = new Set([...']}'].map((c) => c.charCodeAt(0)));

/** `json` is valid, and between its tokens there is nothing but blanks. */
export function indentJson(json: Uint8Array): Buffer {
  const writer = new ByteWriter();
  let depth = 0;
  const newLine = () => {
    writer.reserve(1 + 2 * depth);
    writer.byte(NEWLINE);
    for (let i = 0; i < 2 * depth; i++) writer.byte(SPACE);
  };
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!;
    if (byte === SPACE) continue;
    if (byte === QUOTE) {
      const end = endOfText(json, at);
      writer.append(json.subarray(at, end));
      at = end - 1;
    } else if (OPENING.has(byte)) {
      writer.byte(byte);
      const next = skipBlanks(json, at + 1);
      if (CLOSING.has(json[next]!)) {
        writer.byte(json[next]!);
        at = next;
      } else {
        depth++;
        newLine();
      }
    } else if (CLOSING.has(byte)) {
      depth--;
      newLine();
      writer.byte(byte);
    } else {
      writer.byte(byte);
      if (byte === COMMA) newLine();
      if (byte === COLON) writer.byte(SPACE);
    }
  }
  return writer.end();
}

function skipBlanks(json: Uint8Array, from: number): number {
  let at = from;
  while (json[at] === SPACE) at++;
  return at;
}

/** Behind the closing quotation mark of the text that begins at `start`. */
function endOfText(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}
