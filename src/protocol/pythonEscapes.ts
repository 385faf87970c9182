/** The escapes of texts in Python's pickles of protocol 0. */
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** What Python's `repr` of a byte string means; every character is one byte. */
export function pythonUnescaped(text: string): string {
  return text.replace(/\\(x[\dA-Fa-f]{2}|[0-7]{1,3}|.)/g, (_, written: string) => {
    if (written.length > 1 && written.startsWith('x'))
      return String.fromCharCode(Number.parseInt(written.slice(1), 16));
    if (/^[0-7]+$/.test(written)) return String.fromCharCode(Number.parseInt(written, 8) & 0xff);
    return ESCAPES[written] ?? written;
  });
}

/** Python's raw-unicode-escape: Latin-1, and the rest as \uXXXX or \UXXXXXXXX. */
export function rawUnicodeUnescaped(text: string): string {
  return text.replace(/\\u([\dA-Fa-f]{4})|\\U([\dA-Fa-f]{8})/g, (all, short?: string, long?: string) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
