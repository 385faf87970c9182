import type { CollectorType, MetricInfo } from '../collector.ts';
import { namesOf } from '../collector.ts';

const METRICS: readonly MetricInfo[] = [
  { name: 'uptime', unit: 'seconds', about: 'Time since the machine started.' },
];

export const uptime: CollectorType = {
  name: 'uptime',
  metrics: METRICS,
  create({ prefix, open }) {
    const file = open('proc/uptime');
    const name = namesOf(prefix, METRICS)[0]!;
    return {
      collect(sink) {
        const seconds = file.read().number();
        if (Number.isNaN(seconds)) throw new Error('/proc/uptime does not begin with a number');
        sink.push(name, seconds);
      },
      close: () => file.close(),
    };
  },
};
