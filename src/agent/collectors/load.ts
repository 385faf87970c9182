import type { CollectorType, MetricInfo } from '../collector.ts';
import { namesOf } from '../collector.ts';

const METRICS: readonly MetricInfo[] = [
  {
    name: 'load.1m',
    unit: 'tasks',
    about: 'Tasks that run, wait for a core or wait for a disk, averaged over a minute.',
  },
  { name: 'load.5m', unit: 'tasks', about: 'The same over five minutes.' },
  { name: 'load.15m', unit: 'tasks', about: 'The same over a quarter of an hour.' },
  { name: 'processes.total', unit: 'tasks', about: 'Processes and threads there are.' },
];
const SLASH = 47;

export const load: CollectorType = {
  name: 'load',
  metrics: METRICS,
  create({ prefix, open }) {
    const file = open('proc/loadavg');
    const names = namesOf(prefix, METRICS);
    const values = new Float64Array(METRICS.length);
    return {
      collect(sink) {
        // 0.09 0.05 0.02 1/91 6427: three averages, running/all tasks, the newest process.
        const text = file.read();
        for (let i = 0; i < 3; i++) values[i] = text.number();
        text.word(SLASH);
        text.at++;
        values[3] = text.number();
        if (Number.isNaN(values[0])) throw new Error('/proc/loadavg does not begin with a number');
        sink.pushAll(names, values);
      },
      close: () => file.close(),
    };
  },
};
