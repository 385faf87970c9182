/** graphite-web itself (Debian's package) as a reference: one Python process, series in its memory, no sockets. */
import { PythonDriver } from './pythonDriver.ts';
import type { World } from './world.ts';

export type Parameters = readonly (readonly [name: string, value: string])[];

export interface ReferenceRequest {
  readonly path: string;
  readonly query?: Parameters;
  /** Makes it a POST. */
  readonly form?: Parameters;
}

export interface ReferenceResponse {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

export interface Evaluate {
  readonly target: string;
  /** Seconds since 1970; `from` is exclusive. */
  readonly from: number;
  readonly until: number;
  readonly now: number;
  readonly zone: string;
  readonly xFilesFactor: number;
  readonly template: Readonly<Record<string, string>>;
}

/** A series as graphite-web's functions leave it. */
export interface ReferenceSeries {
  readonly name: string;
  readonly pathExpression: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly start: number;
  readonly end: number;
  readonly step: number;
  /** Text stands for what JSON has no number for: `inf`, `-inf`, `nan`. */
  readonly values: readonly (number | string | null)[];
  readonly consolidation: string;
  readonly xFilesFactor: number | null;
  readonly drawing: Readonly<Record<string, unknown>>;
}

export interface Failure {
  readonly error: string;
}

/** A time as it is written, its IANA zone, and what the clock shows, in seconds since 1970. */
export type ReferenceTime = readonly [text: string, zone: string, nowSeconds: number];

/** The tree of a target as graphite-web reads it. */
export type ReferenceNode =
  | { readonly kind: 'path'; readonly path: string }
  | ({ readonly kind: 'call'; readonly name: string } & ReferenceArguments)
  | ({ readonly kind: 'template'; readonly body: ReferenceNode } & ReferenceArguments)
  | { readonly kind: 'string'; readonly value: string }
  /** `value` is the text of the number, such as `5`, `5.0` or `Infinity`. */
  | { readonly kind: 'number'; readonly value: string; readonly float: boolean }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'none' };

interface ReferenceArguments {
  readonly args: readonly ReferenceNode[];
  readonly named: readonly (readonly [name: string, value: ReferenceNode])[];
}

export class GraphiteReference {
  private readonly driver = new PythonDriver({
    script: 'graphiteDriver.py',
    module: 'graphite',
    debianPackage: 'graphite-web',
  });

  /** Replaces all series, tags and events. */
  async replaceWorld(world: World): Promise<void> {
    await this.driver.ask({ world });
  }

  async request(requests: readonly ReferenceRequest[]): Promise<ReferenceResponse[]> {
    const answers = (await this.driver.ask({ requests })) as {
      status: number;
      type: string;
      text?: string;
      base64?: string;
    }[];
    return answers.map(({ status, type, text, base64 }) => ({
      status,
      type,
      body: text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text),
    }));
  }

  async evaluate(evaluate: readonly Evaluate[]): Promise<(readonly ReferenceSeries[] | Failure)[]> {
    return (await this.driver.ask({ evaluate })) as (readonly ReferenceSeries[] | Failure)[];
  }

  /** What each pickle or msgpack holds; an object with `error` for what Python cannot read. */
  async decode(
    contents: readonly (readonly [format: 'pickle' | 'msgpack', bytes: Buffer])[],
  ): Promise<unknown[]> {
    const decode = contents.map(([format, bytes]) => [format, bytes.toString('base64')]);
    return (await this.driver.ask({ decode })) as unknown[];
  }

  /** Seconds since 1970 of each time. */
  async times(times: readonly ReferenceTime[]): Promise<(number | Failure)[]> {
    return (await this.driver.ask({ times })) as (number | Failure)[];
  }

  async targets(targets: readonly string[]): Promise<(ReferenceNode | Failure)[]> {
    return (await this.driver.ask({ targets })) as (ReferenceNode | Failure)[];
  }

  async close(): Promise<void> {
    await this.driver.close();
  }
}
