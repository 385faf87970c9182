/** A strict reader of Prometheus' text format 0.0.4, as far as the program uses it. */

export interface PrometheusFamily {
  readonly type: string;
  readonly help: string;
  readonly samples: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

/** Families by name. Throws for whatever is not as the format says, such as a family that occurs twice. */
export function parsePrometheus(text: string): Map<string, PrometheusFamily> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const families = new Map<string, PrometheusFamily>();
  let current: PrometheusFamily | undefined;
  let name = '';
  let help: string | undefined;
  for (const line of text.slice(0, -1).split('\n')) {
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (comment?.[1] === 'HELP') {
      [, , name, help] = comment as unknown as [string, string, string, string];
      current = undefined;
    } else if (comment?.[1] === 'TYPE') {
      if (comment[2] !== name || help === undefined) throw new Error(`no HELP before ${line}`);
      if (families.has(name)) throw new Error(`${name} comes twice`);
      current = { type: comment[3]!, help, samples: [] };
      families.set(name, current);
      help = undefined;
    } else {
      const sample = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
      if (sample === null || current === undefined) throw new Error(`can't read ${line}`);
      const suffix = sample[1]!.slice(name.length);
      const allowed = current.type === 'summary' ? ['_sum', '_count'] : [''];
      if (!sample[1]!.startsWith(name) || !allowed.includes(suffix))
        throw new Error(`${line} is not of ${name}`);
      const value = Number(sample[3]!.replace('Inf', 'Infinity'));
      if (Number.isNaN(value) && sample[3] !== 'NaN') throw new Error(`no number: ${line}`);
      const labels = labelsOf(sample[2] ?? '');
      const same = current.samples.some(
        (one) => one.name === sample[1] && JSON.stringify(one.labels) === JSON.stringify(labels),
      );
      if (same) throw new Error(`a sample comes twice: ${line}`);
      current.samples.push({ name: sample[1]!, labels, value });
    }
  }
  return families;
}

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  const one = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;
  while (one.lastIndex < text.length) {
    const at = one.lastIndex;
    const found = one.exec(text);
    if (found === null) throw new Error(`can't read the labels ${text.slice(at)}`);
    labels[found[1]!] = found[2]!.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c));
  }
  return labels;
}
