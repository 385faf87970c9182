import { boundedLog } from '../telemetry/boundedLog.ts';
import type { Logger } from '../telemetry/log.ts';

/** Characters of an example that are logged. */
const EXAMPLE_CHARACTERS = 120;

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
  private readonly examples: ReturnType<typeof boundedLog>;

  constructor(log: Logger) {
    this.examples = boundedLog(log, { lines: 3, seconds: 10 });
  }

  /** Counts one refused line or point; `example` is (the beginning of) it. */
  refuse(reason: string, example: string): void {
    this.refused[reason] = (this.refused[reason] ?? 0) + 1;
    this.examples.warn(reason, `refused: ${reason}`, { line: example.slice(0, EXAMPLE_CHARACTERS) });
  }

  /** Logs what is still only counted; before the end. */
  flush(): void {
    this.examples.flush();
  }
}
