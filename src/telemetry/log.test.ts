import { describe, expect, test } from 'vitest';
import { boundedLog } from './boundedLog.ts';
import { createLogger, type LogFields, type Logger } from './log.ts';

function capture(isTTY: boolean) {
  const texts: string[] = [];
  return { output: { isTTY, write: (text: string) => texts.push(text) }, text: () => texts.join('') };
}

describe('createLogger', () => {
  test('writes one JSON object a line when nobody looks', () => {
    const { output, text } = capture(false);
    createLogger(output).warn('disk is nearly full', { freeBytes: 12 });
    const line = JSON.parse(text());
    expect(line).toMatchObject({ level: 'warn', message: 'disk is nearly full', freeBytes: 12 });
    expect(new Date(line.time).getTime()).toBeGreaterThan(0);
    expect(text().endsWith('}\n')).toBe(true);
  });

  test('writes a readable line on a terminal, with fields behind', () => {
    const { output, text } = capture(true);
    createLogger(output).info('listening', { address: '127.0.0.1:8080', note: 'two words' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences
    const plain = text().replace(/\u001b\[\d+m/g, '');
    expect(plain).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} info {2}listening address=127.0.0.1:8080 note="two words"\n$/,
    );
  });

  test('an error brings its stack and cause', () => {
    const { output, text } = capture(true);
    const err = new Error('cannot flush', { cause: new Error('no space left') });
    createLogger(output).error('flush failed', { err });
    expect(text()).toContain('flush failed');
    expect(text()).toContain('cannot flush');
    expect(text()).toContain('no space left');
  });

  test('control characters of a message do not reach the terminal', () => {
    const { output, text } = capture(true);
    createLogger(output).warn('bad line "\u001b[2Jgone"');
    expect(text()).not.toContain('\u001b[2J');
  });

  test('leaves out what is less important than its level', () => {
    const { output, text } = capture(false);
    const log = createLogger(output, 'error');
    log.warn('a warning');
    log.error('an error');
    expect(text()).not.toContain('a warning');
    expect(text()).toContain('an error');
  });
});

describe('boundedLog', () => {
  function bounded(maxKeys?: number) {
    const lines: string[] = [];
    const log: Logger = {
      info: () => {},
      error: () => {},
      warn: (message: string, _?: LogFields) => lines.push(message),
    };
    let endInterval = () => {};
    const subject = boundedLog(log, {
      lines: 2,
      seconds: 10,
      ...(maxKeys === undefined ? {} : { maxKeys }),
      after: (milliseconds, work) => {
        expect(milliseconds).toBe(10_000);
        endInterval = work;
        return () => {};
      },
    });
    return { subject, lines, endInterval: () => endInterval() };
  }

  test('writes a few lines, then the count of the rest at the end of the interval', () => {
    const { subject, lines, endInterval } = bounded();
    for (let i = 0; i < 1236; i++) subject.warn('bad-value', 'line refused');
    expect(lines).toEqual(['line refused', 'line refused']);
    endInterval();
    expect(lines[2]).toBe('line refused … and 1,234 more in the last 10 s');
    subject.warn('bad-value', 'line refused');
    expect(lines).toHaveLength(4);
  });

  test('counts each key by itself', () => {
    const { subject, lines } = bounded();
    for (let i = 0; i < 5; i++) {
      subject.warn('a', 'a');
      subject.warn('b', 'b');
    }
    expect(lines).toEqual(['a', 'b', 'a', 'b']);
  });

  test('says nothing at the end when nothing was held back', () => {
    const { subject, lines, endInterval } = bounded();
    subject.warn('a', 'a');
    endInterval();
    expect(lines).toEqual(['a']);
  });

  test('a flood of new keys is bounded too', () => {
    const { subject, lines, endInterval } = bounded(10);
    for (let i = 0; i < 1000; i++) subject.warn(`key ${i}`, 'x');
    expect(lines).toHaveLength(12);
    endInterval();
    expect(lines[12]).toBe('x … and 988 more in the last 10 s');
  });
});
