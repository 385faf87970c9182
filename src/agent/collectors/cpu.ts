import type { Collector, CollectorContext, CollectorType, MetricInfo, Sink } from '../collector.ts';
import { namesOf } from '../collector.ts';
import type { Counters } from '../counters.ts';
import { createCounters } from '../counters.ts';
import type { ByteCursor } from '../procFile.ts';

/** Everything in /proc/stat, which is read once a tick: on a machine with many interrupts it is the dearest file. */

const ALL: readonly MetricInfo[] = [
  {
    name: 'cpu.all.usage',
    unit: 'percent',
    about: 'Busy share of all cores together: 100 less idle and iowait.',
  },
  {
    name: 'cpu.all.user',
    unit: 'percent',
    about: 'Programs at ordinary priority, virtual machines left out.',
  },
  {
    name: 'cpu.all.nice',
    unit: 'percent',
    about: 'Programs at lowered priority, virtual machines left out.',
  },
  { name: 'cpu.all.system', unit: 'percent', about: 'The kernel.' },
  { name: 'cpu.all.idle', unit: 'percent', about: 'Nothing to do.' },
  { name: 'cpu.all.iowait', unit: 'percent', about: 'Nothing to do but to wait for a disk.' },
  { name: 'cpu.all.irq', unit: 'percent', about: 'Interrupts.' },
  {
    name: 'cpu.all.softirq',
    unit: 'percent',
    about: 'The deferred half of interrupts, such as received packets.',
  },
  { name: 'cpu.all.steal', unit: 'percent', about: 'Taken by the hypervisor for others.' },
  { name: 'cpu.all.guest', unit: 'percent', about: 'Virtual machines that run here.' },
];
const CORE: readonly MetricInfo[] = [
  { name: 'cpu.<core>.usage', unit: 'percent', about: 'Busy share of one core: 100 less idle and iowait.' },
  { name: 'cpu.<core>.user', unit: 'percent', about: 'Programs at ordinary priority on one core.' },
  { name: 'cpu.<core>.system', unit: 'percent', about: 'The kernel on one core.' },
  { name: 'cpu.<core>.iowait', unit: 'percent', about: 'Nothing to do on one core but to wait for a disk.' },
];
/** Where the values of CORE stand among those of ALL. */
const CORE_FROM_ALL = [0, 1, 3, 5] as const;
const CORES: readonly MetricInfo[] = [
  { name: 'cpu.cores', unit: 'count', about: 'Cores that are switched on.' },
];
const KERNEL: readonly MetricInfo[] = [
  { name: 'kernel.context_switches', unit: 'per second', about: 'Switches from one task to another.' },
  { name: 'kernel.interrupts', unit: 'per second', about: 'Interrupts served.' },
  { name: 'kernel.forks', unit: 'per second', about: 'Processes and threads started.' },
];
const PROCESSES: readonly MetricInfo[] = [
  { name: 'processes.running', unit: 'tasks', about: 'Tasks that run or wait for a core.' },
  { name: 'processes.blocked', unit: 'tasks', about: 'Tasks that wait for a disk.' },
];

/** Columns of a cpu line: user nice system idle iowait irq softirq steal guest guest_nice, in clock ticks. */
const COLUMNS = 10;
const [USER, NICE, SYSTEM, IDLE, IOWAIT, IRQ, SOFTIRQ, STEAL, GUEST, GUEST_NICE] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;

const CPU_LINE = Buffer.from('cpu');
const CONTEXT_SWITCHES_LINE = Buffer.from('ctxt ');
const INTERRUPTS_LINE = Buffer.from('intr ');
const FORKS_LINE = Buffer.from('processes ');
const RUNNING_LINE = Buffer.from('procs_running ');
const BLOCKED_LINE = Buffer.from('procs_blocked ');

interface Core {
  readonly names: readonly string[];
  readonly before: Float64Array;
  /** The tick that saw it last; a core that was switched off meanwhile starts anew. */
  tick: number;
}

export const cpu: CollectorType = {
  name: 'cpu',
  metrics: [...ALL, ...CORE, ...CORES, ...KERNEL, ...PROCESSES],
  create: createCpuCollector,
};

function createCpuCollector({ prefix, open }: CollectorContext): Collector {
  const file = open('proc/stat');
  const cores: (Core | undefined)[] = [];
  const all = newCore(namesOf(prefix, ALL));
  const coresName = namesOf(prefix, CORES)[0]!;
  const kernelNames = namesOf(prefix, KERNEL);
  const processNames = namesOf(prefix, PROCESSES);
  const kernel = createCounters(KERNEL.length);
  const kernelRates = new Float64Array(KERNEL.length);
  const processes = new Float64Array(PROCESSES.length);
  const now = new Float64Array(COLUMNS);
  const percent = new Float64Array(ALL.length);
  const corePercent = new Float64Array(CORE.length);
  let tick = 0;

  const readCpuLine = (text: ByteCursor, sink: Sink): boolean => {
    const number = text.bytes[text.at] === 32 ? -1 : text.number();
    for (let i = 0; i < COLUMNS; i++) {
      // Kernels before 2.6.33 write fewer columns; what they do not count is zero.
      now[i] = text.number() || 0;
    }
    const core = number < 0 ? all : coreAt(number);
    if (core.tick !== tick - 1) core.before.fill(Number.NaN);
    core.tick = tick;
    shares(core.before, now, percent);
    core.before.set(now);
    if (number < 0) {
      sink.pushAll(core.names, percent);
      return false;
    }
    for (let i = 0; i < CORE_FROM_ALL.length; i++) corePercent[i] = percent[CORE_FROM_ALL[i]!]!;
    sink.pushAll(core.names, corePercent);
    return true;
  };

  const coreAt = (number: number): Core => {
    cores[number] ??= newCore(namesOf(prefix, CORE, String(number)));
    return cores[number];
  };

  return {
    collect(sink, elapsedSeconds) {
      tick++;
      kernel.current.fill(Number.NaN);
      processes.fill(Number.NaN);
      let online = 0;
      const text = file.read();
      do {
        if (text.take(CPU_LINE)) online += readCpuLine(text, sink) ? 1 : 0;
        else if (text.take(CONTEXT_SWITCHES_LINE)) kernel.current[0] = text.number();
        else if (text.take(INTERRUPTS_LINE)) kernel.current[1] = text.number();
        else if (text.take(FORKS_LINE)) kernel.current[2] = text.number();
        else if (text.take(RUNNING_LINE)) processes[0] = text.number();
        else if (text.take(BLOCKED_LINE)) processes[1] = text.number();
      } while (text.nextLine());
      if (online === 0) throw new Error('/proc/stat has no line for a core');
      sink.push(coresName, online);
      perSecond(kernel, elapsedSeconds, kernelRates);
      sink.pushAll(kernelNames, kernelRates);
      sink.pushAll(processNames, processes);
    },
    close: () => file.close(),
  };
}

function newCore(names: readonly string[]): Core {
  return { names, before: new Float64Array(COLUMNS).fill(Number.NaN), tick: -1 };
}

function perSecond(counters: Counters, elapsedSeconds: number, rates: Float64Array): void {
  counters.advance();
  for (let i = 0; i < rates.length; i++) rates[i] = counters.growth[i]! / elapsedSeconds;
}

/**
 * Percentages of the time between two readings, in the order of ALL; all NaN when they can't be known.
 *
 * The kernel counts guest within user and guest_nice within nice; here they are taken out, so that the
 * columns add up to 100. Idle, iowait and steal are known to step back by a tick now and then (they are estimates per
 * core): that is no reset, and counts as nothing.
 */
function shares(before: Float64Array, now: Float64Array, out: Float64Array): void {
  const grown = (column: number): number => now[column]! - before[column]!;
  const atLeastZero = (column: number): number => Math.max(0, grown(column));
  const idle = atLeastZero(IDLE);
  const iowait = atLeastZero(IOWAIT);
  const steal = atLeastZero(STEAL);
  const guestInUser = grown(GUEST);
  const guestInNice = grown(GUEST_NICE);
  const user = grown(USER) - guestInUser;
  const nice = grown(NICE) - guestInNice;
  const [system, irq, softirq] = [grown(SYSTEM), grown(IRQ), grown(SOFTIRQ)];
  const guest = guestInUser + guestInNice;
  const total = user + nice + system + idle + iowait + irq + softirq + steal + guest;
  // Guest time is booked a moment before user time, hence user may fall short of it by a tick.
  const known =
    total > 0 &&
    grown(USER) >= 0 &&
    grown(NICE) >= 0 &&
    system >= 0 &&
    irq >= 0 &&
    softirq >= 0 &&
    guest >= 0;
  if (!known) {
    out.fill(Number.NaN);
    return;
  }
  out[0] = (100 * (total - idle - iowait)) / total;
  out[1] = (100 * Math.max(0, user)) / total;
  out[2] = (100 * Math.max(0, nice)) / total;
  out[3] = (100 * system) / total;
  out[4] = (100 * idle) / total;
  out[5] = (100 * iowait) / total;
  out[6] = (100 * irq) / total;
  out[7] = (100 * softirq) / total;
  out[8] = (100 * steal) / total;
  out[9] = (100 * guest) / total;
}
