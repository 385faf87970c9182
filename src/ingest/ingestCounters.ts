import { boundedLog } from '../telemetry/boundedLog.ts';
import type { Logger } from '../telemetry/log.ts';

/** Characters of an example that are logged. */
const EXAMPLE_CHARACTERS = 120;
/** Prefixes that are told apart for one reason; anybody can send ever new ones. */
const MOST_PREFIXES = 100;
const MOST_PREFIX_CHARACTERS = 64;
const OTHER_PREFIXES = '(other)';
/** The first segment of a name at the beginning of a text. */
const PREFIX = /^[\p{L}\p{N}\p{M}\p{P}\p{S}]+/u;

/**
 * What the receivers met, by reason. Nothing is dropped in silence: every refusal is counted, and a few examples of each
 * reason are logged, with the number of those that were not.
 */
export class IngestCounters {
  lines = 0;
  bytes = 0;
  connections = 0;
  /** Refused lines and points by reason; the reasons are a short fixed list, so the map stays small. */
  readonly refused: Record<string, number> = {};
  /** The same by reason and first segment of the name; `(other)` are those beyond a hundred, and what has none. */
  readonly refusedByPrefix: Record<string, Record<string, number>> = {};
  private readonly prefixes: Record<string, number> = {};
  private readonly examples: ReturnType<typeof boundedLog>;

  constructor(log: Logger) {
    this.examples = boundedLog(log, { lines: 3, seconds: 10 });
  }

  /** Counts one refused line or point; `example` is (the beginning of) it, and begins with the name. */
  refuse(reason: string, example: string): void {
    this.refused[reason] = (this.refused[reason] ?? 0) + 1;
    this.countPrefix(reason, example);
    this.examples.warn(reason, `refused: ${reason}`, { line: example.slice(0, EXAMPLE_CHARACTERS) });
  }

  /** Logs what is still only counted; before the end. */
  flush(): void {
    this.examples.flush();
  }

  private countPrefix(reason: string, example: string): void {
    // Without a prototype, so that `__proto__` is a prefix as any other.
    this.refusedByPrefix[reason] ??= Object.create(null) as Record<string, number>;
    const counts = this.refusedByPrefix[reason];
    let prefix = prefixOf(example);
    if (counts[prefix] === undefined) {
      const known = this.prefixes[reason] ?? 0;
      if (known >= MOST_PREFIXES) prefix = OTHER_PREFIXES;
      else if (prefix !== OTHER_PREFIXES) this.prefixes[reason] = known + 1;
    }
    counts[prefix] = (counts[prefix] ?? 0) + 1;
  }
}

function prefixOf(example: string): string {
  const text = example.slice(0, MOST_PREFIX_CHARACTERS + 1);
  const end = text.search(/[.;\s]/);
  const prefix = end < 0 ? text : text.slice(0, end);
  return prefix.length <= MOST_PREFIX_CHARACTERS && PREFIX.exec(prefix)?.[0] === prefix
    ? prefix
    : OTHER_PREFIXES;
}
