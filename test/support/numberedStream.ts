/**
 * A sender whose every point can be told apart. A stream has a connection of its own and sends the numbers 0, 1, 2 …
 * in order: number n goes to series `n % SERIES`, in second `first + floor(n / SERIES)`, with the value n. So no two
 * points share a slot, and what a server kept says which numbers it has.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type RenderedSeries, render } from './api.ts';
import { connectSender, type Sender } from './sender.ts';

const SERIES = 50;

export class NumberedStream {
  /** Numbers below this were handed to a socket at some time. */
  sent = 0;
  private readonly branch: string;
  private readonly first: number;
  private sender: Sender | undefined;
  private running: Promise<void> = Promise.resolve();

  /** `first`: seconds since 1970 of number 0. */
  constructor(branch: string, first: number) {
    this.branch = branch;
    this.first = first;
  }

  /**
   * Sends from number `next` on, `perTick` numbers every few milliseconds, until `stop` or until the connection ends.
   * Pieces are cut without regard to lines.
   */
  async start(carbon: string | null, next: number, perTick: number): Promise<void> {
    const sender = await connectSender(carbon);
    this.sender = sender;
    let going = true;
    void sender.gone.then(() => {
      going = false;
    });
    this.running = (async () => {
      let number = next;
      let rest = '';
      while (going) {
        const lines = Array.from({ length: perTick }, (_, i) => this.line(number + i));
        number += perTick;
        const text = rest + lines.join('');
        const cut = text.length - 17;
        rest = text.slice(cut);
        this.sent = Math.max(this.sent, number);
        // A killed server makes the write fail; `gone` tells the same.
        await sender.write(text.slice(0, cut)).catch(() => undefined);
        await sleep(4);
      }
    })();
  }

  /** Resolves when nothing is sent any more; the server is dead by then, or the connection is dropped. */
  async stop(): Promise<void> {
    this.sender?.abandon();
    await this.sender?.gone;
    await this.running;
  }

  /**
   * The numbers from `from` on that the server answers, in ascending order. Throws when it answers anything that was
   * never sent: a value in the wrong slot, or a number that is too high.
   */
  async stored(url: string, from: number): Promise<number[]> {
    const start = this.first + Math.floor(from / SERIES);
    const end = this.first + Math.floor(this.sent / SERIES);
    const found = await render(url, `${this.branch}.*`, { from: start - 1, until: end + 60 });
    return found
      .flatMap((series) => this.numbersOf(series))
      .filter((number) => number >= from)
      .sort((a, b) => a - b);
  }

  /**
   * Checks a coarser archive, which answers ranges that begin at `from`, when exactly the numbers below `count` are stored: each
   * slot has the average of its points. Throws at the first that has not.
   */
  async checkAverages(url: string, count: number, from: number, step: number): Promise<void> {
    const found = await render(url, `${this.branch}.*`, { from });
    for (const { target, datapoints } of found) {
      const series = Number(target.slice(this.branch.length + 2));
      const seconds = Math.max(0, Math.ceil((count - series) / SERIES));
      for (const [i, [value, slot]] of datapoints.entries()) {
        if (i > 0 && slot - datapoints[i - 1]![1] !== step)
          throw new Error(`${target} answers other steps than ${step}`);
        const begin = Math.max(0, slot - this.first);
        const end = Math.min(seconds, slot + step - this.first);
        // The average of numbers that are SERIES apart.
        const right = end > begin ? ((begin + end - 1) / 2) * SERIES + series : null;
        const same =
          right === null || value === null
            ? right === value
            : Math.abs(value - right) <= 1e-9 * Math.abs(right);
        if (!same) throw new Error(`${target} at ${slot} is ${value} on average, not ${right}`);
      }
    }
  }

  private line(number: number): string {
    const seconds = this.first + Math.floor(number / SERIES);
    return `${this.branch}.s${number % SERIES} ${number} ${seconds}\n`;
  }

  private numbersOf({ target, datapoints }: RenderedSeries): number[] {
    const numbers: number[] = [];
    for (const [value, seconds] of datapoints) {
      if (value === null) continue;
      if (value >= this.sent || this.line(value) !== `${target} ${value} ${seconds}\n`)
        throw new Error(`never sent: ${target} ${value} ${seconds} (sent are 0 to ${this.sent - 1})`);
      numbers.push(value);
    }
    return numbers;
  }
}
