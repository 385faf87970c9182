import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ByteCursor, openProcFile } from './procFile.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proc-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function cursorOn(text: string): ByteCursor {
  const cursor = new ByteCursor(Buffer.from(`${text}99999`));
  cursor.start(Buffer.byteLength(text));
  return cursor;
}

test('each reading sees the text as it is then, through one descriptor', () => {
  const path = join(folder, 'f');
  writeFileSync(path, '1 2');
  const file = openProcFile(path);
  expect(file.read().number()).toBe(1);
  writeFileSync(path, '34567');
  expect(file.read().number()).toBe(34_567);
  writeFileSync(path, '8');
  const text = file.read();
  expect([text.number(), text.number()]).toEqual([8, Number.NaN]);
  appendFileSync(path, '9'.repeat(100_000));
  expect(file.read().end).toBe(100_001);
  file.close();
  expect(file.read().end).toBe(100_001);
  file.close();
});

test('a file that is not there may be asked for', () => {
  const file = openProcFile(join(folder, 'none'));
  expect(file.readIfThere()).toBeNull();
  expect(() => file.read()).toThrow('ENOENT');
  writeFileSync(join(folder, 'none'), '5');
  expect(file.readIfThere()?.number()).toBe(5);
  file.close();
});

test('numbers never reach beyond the end of the text', () => {
  expect(cursorOn('12').number()).toBe(12);
  expect(cursorOn('1.5').number()).toBe(1.5);
  expect(cursorOn('1.').number()).toBe(1);
  expect(cursorOn('').number()).toBeNaN();
  expect(cursorOn('x1').number()).toBeNaN();
  expect(cursorOn('-1').number()).toBeNaN();
});

test('reads as split and Number would', () => {
  const words = fc.array(fc.oneof(fc.nat().map(String), fc.stringMatching(/^[a-z]{1,8}$/)), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (lines) => {
      const text = cursorOn(lines.map((line) => line.join('  ')).join('\n'));
      const read: string[][] = [];
      do {
        const line: string[] = [];
        for (;;) {
          const number = text.number();
          if (!Number.isNaN(number)) {
            line.push(String(number));
            continue;
          }
          const first = text.word();
          if (text.at === first) break;
          line.push(text.textFrom(first));
        }
        read.push(line);
      } while (text.nextLine());
      expect(read).toEqual(lines);
    }),
  );
});

test('take moves on only when the whole word is there', () => {
  const text = cursorOn('ctxt 5');
  expect(text.take(Buffer.from('cpu'))).toBe(false);
  expect(text.take(Buffer.from('ctxt 5 and more'))).toBe(false);
  expect(text.take(Buffer.from('ctxt '))).toBe(true);
  expect(text.number()).toBe(5);
});
