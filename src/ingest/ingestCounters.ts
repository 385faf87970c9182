import type { Logger } from '../telemetry/log.ts';

/** Examples of what was refused are logged at most this often for each reason. */
const LOG_EVERY_SECONDS = 10;
/** Characters of an example that are logged. */
const EXAMPLE_CHARACTERS = 120;

/**
 * What the receivers met, by reason. Nothing is dropped in silence: every refusal is counted, and one example of each
 * reason is logged at a bounded rate with the number of those that were not.
 */
export class IngestCounters {
  lines = 0;
  bytes = 0;
  connections = 0;
  readonly refused: Record<string, number> = {};
  private readonly loggedAt = new Map<string, { seconds: number; silent: number }>();
  private readonly log: Pick<Logger, 'warn'>;
  private readonly now: () => number;

  constructor(log: Pick<Logger, 'warn'>, now: () => number) {
    this.log = log;
    this.now = now;
  }

  /** Counts one refused line or point. The reasons are a short fixed list, so the map stays small. */
  refuse(reason: string, example: string): void {
    this.refused[reason] = (this.refused[reason] ?? 0) + 1;
    const now = this.now();
    const last = this.loggedAt.get(reason);
    if (last && now - last.seconds < LOG_EVERY_SECONDS) {
      last.silent++;
      return;
    }
    this.log.warn('refused', {
      reason,
      example: printable(example),
      ...(last && last.silent > 0 ? { since: last.silent } : {}),
    });
    this.loggedAt.set(reason, { seconds: now, silent: 0 });
  }
}

/** Bytes from outside must not steer a terminal: control characters are shown as `\u001b`. */
function printable(text: string): string {
  const cut = text.length > EXAMPLE_CHARACTERS ? `${text.slice(0, EXAMPLE_CHARACTERS)}…` : text;
  return cut.replace(
    /\p{C}/gu,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
