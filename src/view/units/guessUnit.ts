/** What a metric measures, guessed from its name: the words of the agent and of the usual collectors. */

/** Asked in this order; the first that fits says it. The name is in small letters. */
const words: readonly (readonly [pattern: RegExp, unit: string])[] = [
  [
    /per_?cent|utili[sz]ation|cpuusage\b|\busage_(idle|user|system|iowait|nice|irq|softirq|steal|guest)\b/,
    'percent',
  ],
  [/cpu\.(all|\d+)\./, 'percent'],
  [/_(wait|ms)\b|\.ms\b|millis(econds)?|\btimers\..*\.(mean|median|upper|lower|std|max|min)/, 'ms'],
  [/microseconds\b|_(us|usec)\b/, 'µs'],
  [/nanoseconds\b|_(ns|nsec)\b/, 'ns'],
  [
    /(\b(rx|tx|read|write|in|out)|\})_bytes\b|\b(if|disk)_octets\b|bytes_?(per_?sec(ond)?|ps)\b|bytes\/s/,
    'binBps',
  ],
  [/\bbits_?(per_?sec(ond)?|ps)\b|\bbps\b/, 'bps'],
  [
    /\b(memory|swap)\.(total|used|free|available|buffers|cached|shared|slab|dirty|writeback|committed)/,
    'bytes',
  ],
  [/\b(memory|swap)\.(memory|swap)-(used|free|buffered|cached|slab)/, 'bytes'],
  [/filesystems\..*\.(total|used|available)\b|\bdf_complex\b|\bmemusage\b/, 'bytes'],
  [/_bytes\b|\.bytes\b|\bbyte_(used|free|avail)\b|\brss\b|\bheap\b/, 'bytes'],
  [/\bgigabyte_(used|free|avail)\b/, 'gbytes'],
  [/temperature|_temp\b|_celsius\b|\bcelsius\b/, 'celsius'],
  [/humidity/, 'humidity'],
  [/requests?_?per_?sec(ond)?\b/, 'reqps'],
  [/\bcounters\..*\.rate\b|per_?sec(ond)?\b/, 'cps'],
  [/uptime|seconds\b|_secs?\b|\bavgupdatetime\b/, 's'],
  [/\bping\b/, 'ms'],
  [/_ops\b|\bdisk_ops\b|\biops\b/, 'ops'],
  [/_packets\b|\bif_packets\b/, 'pps'],
  [/_volts?\b|\bvoltage\b/, 'volt'],
  [/_watts?\b/, 'watt'],
  [/_hertz\b|_hz\b/, 'hertz'],
  [/fan.*_rpm\b|\brpm\b/, 'rotrpm'],
];

/** The unit's id; `short` where the name says nothing. Names are those of series, functions around them included. */
export function guessUnit(name: string): string {
  const text = name.toLowerCase();
  const unit = words.find(([pattern]) => pattern.test(text))?.[1] ?? 'short';
  return unit === 'bytes' && /persecond|derivative/.test(text) ? 'binBps' : unit;
}
