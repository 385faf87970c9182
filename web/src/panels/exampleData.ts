/** Plausible series for examples: loads that rise and fall with the day, the same at every look. */
import type { FieldConfig, Panel } from '../../../src/schema/dashboard.ts';
import type { Column } from '../../../src/view/frame.ts';
import { serverNow } from '../api/clock.ts';
import type { PanelExample } from './panelType.ts';

interface WaveOptions {
  readonly base: number;
  /** How far it goes up and down. */
  readonly swing?: number;
  readonly noise?: number;
  readonly count?: number;
  /** Seconds. */
  readonly step?: number;
  /** Values that are missing: from and until, as shares of the whole. */
  readonly gap?: readonly [number, number];
}

/** The end of all examples, seconds since 1970: the last full minute, so that nothing looks old. */
export const exampleEnd: number = Math.floor(serverNow() / 60) * 60;

/** A small generator of numbers (mulberry32): the same from the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function seedOf(name: string): number {
  let seed = 7;
  for (const letter of name) seed = (seed * 31 + letter.charCodeAt(0)) >>> 0;
  return seed;
}

/** A series that looks measured, ending at {@link exampleEnd}. */
export function wave(name: string, options: WaveOptions): Column {
  const { base, swing = base * 0.3, noise = swing * 0.3, count = 120, step = 60, gap } = options;
  const random = generator(seedOf(name));
  const phase = random() * 6;
  let drift = 0;
  const values = Float64Array.from({ length: count }, (_, i) => {
    drift = drift * 0.9 + (random() - 0.5) * noise;
    const share = i / count;
    if (gap && share >= gap[0] && share < gap[1]) return Number.NaN;
    return base + swing * Math.sin(phase + share * 9) + drift;
  });
  return { name, start: exampleEnd - count * step, step, values };
}

/** A series that stays at one value. */
export function flat(name: string, value: number, count = 60): Column {
  return { name, start: exampleEnd - count * 60, step: 60, values: new Float64Array(count).fill(value) };
}

export const trafficLight: FieldConfig = {
  color: { mode: 'thresholds' },
  thresholds: {
    steps: [
      { value: null, color: 'ok' },
      { value: 70, color: 'warn' },
      { value: 90, color: 'crit' },
    ],
  },
};

type PanelParts<Type extends Panel['type']> = Omit<
  Partial<Extract<Panel, { type: Type }>>,
  'type' | 'id' | 'grid' | 'targets'
>;

/** Makes examples of one type: a panel with a name, what is special about it, and its series. */
export function examplesOf<Type extends Panel['type']>(type: Type, size: { w: number; h: number }) {
  let count = 0;
  return (
    name: string,
    columns: readonly Column[],
    parts?: PanelParts<Type>,
    grid: Partial<typeof size> = {},
  ): PanelExample => ({
    name,
    panel: {
      ...parts,
      type,
      id: `example-${++count}`,
      title: name,
      grid: { x: 0, y: 0, ...size, ...grid },
      targets: [{ refId: 'A', target: 'example' }],
      // The union of all types can't be put together of its parts without saying so.
    } as unknown as Panel,
    columns: { A: columns },
  });
}
