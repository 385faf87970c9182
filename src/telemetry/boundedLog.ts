/** Keeps a log readable when something happens a million times: a few lines of a kind, then a count. */
import type { LogFields, Logger } from './log.ts';

export interface BoundedLogOptions {
  /** Lines of one key written per interval before counting starts. */
  readonly lines?: number;
  /** Length of the interval in seconds; the count is written at its end. */
  readonly seconds?: number;
  /** Keys remembered at a time; further ones share one count, so that a hostile sender costs bounded memory. */
  readonly maxKeys?: number;
  /** Runs `work` after `milliseconds` and returns what cancels it. */
  readonly after?: (milliseconds: number, work: () => void) => () => void;
}

export interface BoundedLog {
  /** Writes the line, or counts it once `key` has had its lines in this interval. */
  warn(key: string, message: string, fields?: LogFields): void;
  /** Writes what has been counted so far and starts afresh; call it before the program ends. */
  flush(): void;
}

interface Kind {
  written: number;
  hidden: number;
  message: string;
}

const OTHER_KEYS = 'other';

/** At most `lines` lines a key and interval, then one line such as `bad line … and 1,234 more in the last 10 s`. */
export function boundedLog(log: Logger, options: BoundedLogOptions = {}): BoundedLog {
  const { lines = 5, seconds = 10, maxKeys = 100, after = afterUnref } = options;
  const kinds = new Map<string, Kind>();
  let cancel: (() => void) | null = null;

  function flush(): void {
    cancel?.();
    cancel = null;
    for (const [key, { hidden, message }] of kinds) {
      if (hidden > 0) {
        const count = hidden.toLocaleString('en-US');
        log.warn(`${message} … and ${count} more in the last ${seconds} s`, { kind: key, more: hidden });
      }
    }
    kinds.clear();
  }

  return {
    warn(key, message, fields) {
      const known = kinds.has(key) || kinds.size < maxKeys ? key : OTHER_KEYS;
      const kind = kinds.get(known) ?? { written: 0, hidden: 0, message };
      kinds.set(known, kind);
      cancel ??= after(seconds * 1000, flush);
      if (kind.written < lines) {
        kind.written++;
        log.warn(message, fields);
      } else {
        kind.hidden++;
      }
    },
    flush,
  };
}

function afterUnref(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds);
  // A pending count must not keep the program alive.
  timer.unref();
  return () => clearTimeout(timer);
}
