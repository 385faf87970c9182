/** The program's log: one small interface for everybody, JSON lines for machines, readable lines for a terminal. */
import pino from 'pino';

export type LogFields = Readonly<Record<string, unknown>>;

/** Messages are whole sentences or phrases without values baked in; values go into `fields`. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** An `Error` under the key `err` is written with its stack and cause. */
  error(message: string, fields?: LogFields): void;
}

/** What a log needs of its output; `process.stdout` and `process.stderr` fit. */
export interface LogOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** The least important kind of line to write. Nothing logs at `debug` but the libraries beneath. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Writes JSON lines (`level`, `time`, `message`, the fields), or readable ones when the output is a terminal. */
export function createLogger(output: LogOutput, level: LogLevel = 'info'): Logger {
  const lines = output.isTTY ? { write: (line: string) => output.write(readableLine(line)) } : output;
  const log = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    lines,
  );
  return {
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
  };
}

const COLOURS: Readonly<Record<string, string>> = { info: '32', warn: '33', error: '31' };

function readableLine(json: string): string {
  const { level, time, message, err, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const clock = typeof time === 'string' ? time.slice(11, 23) : '';
  const name = String(level);
  const label = `\u001b[${COLOURS[name] ?? '0'}m${name.padEnd(5)}\u001b[0m`;
  const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${readableValue(value)}`);
  const stack = stackOf(err);
  return `${clock} ${label} ${withoutControls(String(message))}${rest.join('')}${stack}\n`;
}

function readableValue(value: unknown): string {
  if (typeof value === 'string' && /^[\w.:/@+-]+$/.test(value)) return value;
  return JSON.stringify(value) ?? 'undefined';
}

function stackOf(err: unknown): string {
  if (typeof err !== 'object' || err === null) return err === undefined ? '' : ` err=${readableValue(err)}`;
  const stack = (err as { stack?: unknown }).stack;
  return typeof stack === 'string' ? `\n${stack.replace(/^/gm, '    ')}` : ` err=${readableValue(err)}`;
}

/** A sender's bytes may end up in a message; they must not move the operator's cursor. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}
