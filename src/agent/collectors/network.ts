import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { segment } from '../../model/segment.ts';
import type { Collector, CollectorContext, CollectorType, MetricInfo } from '../collector.ts';
import { namesOf } from '../collector.ts';
import type { Counters } from '../counters.ts';
import { createCounters } from '../counters.ts';
import { freeSegment } from '../segment.ts';

const METRICS: readonly MetricInfo[] = [
  { name: 'network.<interface>.rx_bytes', unit: 'bytes/s', about: 'Received.' },
  { name: 'network.<interface>.tx_bytes', unit: 'bytes/s', about: 'Sent.' },
  { name: 'network.<interface>.rx_packets', unit: 'per second', about: 'Packets received.' },
  { name: 'network.<interface>.tx_packets', unit: 'per second', about: 'Packets sent.' },
  { name: 'network.<interface>.rx_errors', unit: 'per second', about: 'Packets received damaged.' },
  { name: 'network.<interface>.tx_errors', unit: 'per second', about: 'Packets that could not be sent.' },
  {
    name: 'network.<interface>.rx_drops',
    unit: 'per second',
    about: 'Packets received and dropped, for want of room or use.',
  },
  { name: 'network.<interface>.tx_drops', unit: 'per second', about: 'Packets dropped instead of sent.' },
];
const ALL: readonly MetricInfo[] = METRICS.map(({ name, unit, about }) => ({
  name: name.replace('<interface>', 'all'),
  unit,
  about: `${about.slice(0, -1)}, all physical interfaces together.`,
}));

/** Columns of /proc/net/dev behind the colon: eight received, eight sent. */
const COLUMNS = 16;
/** Which columns METRICS are: bytes, packets, errors, drops of either half. */
const COLUMN_OF = [0, 8, 1, 9, 2, 10, 3, 11] as const;
const COLON = 58;

interface Interface {
  readonly key: Uint8Array;
  readonly segment: string;
  /** Null for what is left out. */
  readonly measured: { readonly names: readonly string[]; readonly counters: Counters } | null;
  /** A device stands behind it; bridges, tunnels and the ends of a container's cable have none. */
  readonly physical: boolean;
  /** Counted once already: its growth is known, or NaN because a counter went backwards. */
  counted: boolean;
  tick: number;
}

/** Every interface but the loopback and the host's ends of container cables (veth…). */
export const network: CollectorType = {
  name: 'network',
  metrics: [...METRICS, ...ALL],
  create: createNetworkCollector,
};

function createNetworkCollector({ prefix, root, open }: CollectorContext): Collector {
  const file = open('proc/net/dev');
  const allNames = namesOf(prefix, ALL);
  const interfaces = new Map<string, Interface>();
  /** The interfaces of the last tick in the order of their lines, so that a line usually needs no lookup by string. */
  let order: Interface[] = [];
  const columns = new Float64Array(COLUMNS);
  const values = new Float64Array(METRICS.length);
  const sumPhysical = new Float64Array(METRICS.length);
  const sumAny = new Float64Array(METRICS.length);
  let tick = 0;

  const newInterface = (name: string): Interface => {
    const isMeasured = name !== 'lo' && !name.startsWith('veth');
    const others = [...interfaces.values()].filter((other) => other.measured !== null);
    // The sums of all are named "all"; an interface of that name must not mix with them.
    const text = freeSegment(
      segment(name),
      (candidate) => candidate === 'all' || others.some((other) => other.segment === candidate),
    );
    return {
      key: Buffer.from(name),
      segment: text,
      measured: isMeasured
        ? { names: namesOf(prefix, METRICS, text), counters: createCounters(METRICS.length) }
        : null,
      physical: existsSync(join(root, 'sys/class/net', name, 'device')),
      counted: false,
      tick,
    };
  };

  return {
    collect(sink, elapsedSeconds) {
      tick++;
      let line = 0;
      let physical = 0;
      sumPhysical.fill(0);
      sumAny.fill(0);
      const text = file.read();
      // Two lines of headings first.
      text.nextLine();
      while (text.nextLine()) {
        const first = text.word(COLON);
        if (text.at === first || text.bytes[text.at] !== COLON) continue;
        let found = order[line];
        if (found === undefined || !text.sameFrom(first, found.key)) {
          const name = text.textFrom(first);
          found = interfaces.get(name) ?? newInterface(name);
          interfaces.set(name, found);
          order[line] = found;
        }
        line++;
        found.tick = tick;
        if (found.measured === null) continue;
        text.at++; // the colon, which old kernels write right before the first number
        for (let i = 0; i < COLUMNS; i++) columns[i] = text.number();
        const { names, counters } = found.measured;
        for (let i = 0; i < COLUMN_OF.length; i++) counters.current[i] = columns[COLUMN_OF[i]!]!;
        counters.advance();
        for (let i = 0; i < values.length; i++) values[i] = counters.growth[i]! / elapsedSeconds;
        sink.pushAll(names, values);
        if (found.physical) physical++;
        // What just appeared has no rate yet, and joins the sums with the next tick; a counter that went backwards leaves
        // a gap in them, since a dip would look like silence.
        if (found.counted) {
          for (let i = 0; i < values.length; i++) {
            sumAny[i] = sumAny[i]! + values[i]!;
            if (found.physical) sumPhysical[i] = sumPhysical[i]! + values[i]!;
          }
        }
        found.counted = true;
      }
      if (interfaces.size > line) {
        for (const [name, known] of interfaces) if (known.tick !== tick) interfaces.delete(name);
      }
      if (order.length > line) order = order.slice(0, line);
      // At the first tick there is nothing to sum, and zero would be a lie.
      if (elapsedSeconds > 0) sink.pushAll(allNames, physical > 0 ? sumPhysical : sumAny);
    },
    close: () => file.close(),
  };
}
