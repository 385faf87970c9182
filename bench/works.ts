/** What the storage benchmark measures: which lines, and what is done with them. */
import { measureBesideQueries } from './measures/besideQueries.ts';
import { measureIngest } from './measures/ingest.ts';
import { measureKill } from './measures/kill.ts';
import type { Figures, Trial } from './measures/measure.ts';
import { measureReadable } from './measures/readable.ts';
import { measureStart } from './measures/start.ts';
import type { Workload, WorkloadSize } from './workload.ts';

export interface Work {
  readonly name: string;
  readonly title: string;
  /** Share of the hosts that Python carbon is given; 0 when it takes no part. */
  readonly carbonShare: number;
  /** `scale` is a factor for the hosts, and for the pace where there is one. */
  run(trial: Trial, workloads: Workloads, scale: number): Promise<Figures>;
}

/** Gives a workload, written anew or by an earlier run of the same work. */
export type Workloads = (size: Omit<WorkloadSize, 'end'> & { readonly secondsAgo?: number }) => Workload;

const W1 = { hosts: 250, points: 360, step: 10 };
const W2 = { hosts: 2500, points: 30, step: 60 };
const W3 = { hosts: 25_000, points: 1, step: 60 };
/** W1's names for 24 s at {@link STEADY_RATE}. */
const K = { hosts: 250, points: 120, step: 10 };
const STEADY_RATE = 50_000;
/** One flush, after the last point and within the measured time. By default there is one in a quarter of an hour. */
const STEADY_FLUSH_SECONDS = 28;
/** W1's names for 10 s at {@link BESIDE_RATE}. */
const BESIDE = { hosts: 250, points: 200, step: 10 };
const BESIDE_RATE = 200_000;
/** Ten years of half hours. */
const BACKFILL = { hosts: 4, points: 175_320, step: 1800 };

export const WORKS: readonly Work[] = [
  {
    name: 'W1',
    title: '10,000 series, 360 points each, every 10 s',
    carbonShare: 1,
    run: (trial, workloads, scale) => measureIngest(trial, workloads(scaled(W1, scale)), 0),
  },
  {
    name: 'W2',
    title: '100,000 series, 30 points each, every 60 s: half the work is new names',
    carbonShare: 1,
    run: (trial, workloads, scale) => measureIngest(trial, workloads(scaled(W2, scale)), 0),
  },
  {
    name: 'W3',
    title: '1,000,000 new series, one point each',
    carbonShare: 0.1,
    run: (trial, workloads, scale) => measureIngest(trial, workloads(scaled(W3, scale)), 0),
  },
  {
    name: 'million',
    title:
      '1,000,000 series, four points each, every 60 s: memory with all of them active; then stopped and started again',
    carbonShare: 0,
    async run(trial, workloads, scale) {
      const workload = workloads(scaled({ ...W3, points: 4 }, scale));
      const taken = await measureIngest(trial, workload, 0);
      return { ...taken, ...(await measureStart(trial, workload)) };
    },
  },
  {
    name: 'K',
    title: `10,000 series at a steady ${STEADY_RATE.toLocaleString('en-GB')} points/s for 24 s`,
    carbonShare: 1,
    run: (trial, workloads, scale) =>
      measureIngest(trial, workloads(scaled(K, scale)), pace(STEADY_RATE, K, scale), STEADY_FLUSH_SECONDS),
  },
  {
    name: 'kill',
    title: 'the same, and kill -9 at the moment when the server has read everything',
    carbonShare: 1,
    run: (trial, workloads, scale) =>
      measureKill(trial, workloads(scaled(K, scale)), pace(STEADY_RATE, K, scale)),
  },
  {
    name: 'readable',
    title: 'how soon the last point can be read: after W1 at full speed, and a single line to an idle server',
    carbonShare: 0,
    run: (trial, workloads, scale) =>
      measureReadable(trial, workloads({ ...scaled(W1, scale), secondsAgo: 600 })),
  },
  {
    name: 'queries',
    title: `${BESIDE_RATE.toLocaleString('en-GB')} points/s for 10 s beside a client that sums 10,000 series of 360 points in a loop`,
    carbonShare: 0,
    run(trial, workloads, scale) {
      const size = scaled(BESIDE, scale);
      const seconds = size.points * size.step;
      const stretches = {
        before: workloads({ ...scaled(W1, scale), secondsAgo: 2 * seconds }),
        quiet: workloads({ ...size, secondsAgo: seconds }),
        asked: workloads(size),
      };
      return measureBesideQueries(trial, stretches, pace(BESIDE_RATE, BESIDE, scale));
    },
  },
  {
    name: 'backfill',
    title: 'ten years in one go: 160 series, every half hour, oldest first',
    carbonShare: 0,
    run: (trial, workloads, scale) => measureIngest(trial, workloads(scaled(BACKFILL, scale)), 0),
  },
];

function scaled<T extends { readonly hosts: number }>(size: T, scale: number): T {
  return { ...size, hosts: Math.max(1, Math.round(size.hosts * scale)) };
}

/** The pace at which a scaled workload takes as long as the whole one. */
function pace(rate: number, size: { readonly hosts: number }, scale: number): number {
  return (rate * scaled(size, scale).hosts) / size.hosts;
}
