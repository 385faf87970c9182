/** What a number measures; decides its scale, its suffix and how many digits are worth reading. */
export type Unit =
  | 'short'
  | 'percent'
  | 'bytes'
  | 'bytes/s'
  | 'ms'
  | 'seconds'
  | 'ops/s'
  | 'packets/s'
  | 'per second';

/** A number is shown as `value / divisor` with `suffix` behind it. */
export interface Scale {
  readonly divisor: number;
  readonly suffix: string;
}

const iec = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
const metric = ['', 'k', 'M', 'G', 'T', 'P'];
const metricSuffix: Partial<Record<Unit, string>> = {
  'ops/s': 'ops/s',
  'packets/s': 'pkt/s',
  'per second': '/s',
};
const durations: readonly (readonly [number, string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
];

/** The scale in which a number of about this size (its sign does not matter) reads best. */
export function scaleFor(unit: Unit, size: number): Scale {
  const value = Math.abs(size);
  if (unit === 'percent') return { divisor: 1, suffix: '%' };
  if (unit === 'bytes' || unit === 'bytes/s') {
    const power = value < 1024 ? 0 : Math.min(iec.length - 1, Math.floor(Math.log2(value) / 10));
    return { divisor: 1024 ** power, suffix: iec[power] + (unit === 'bytes/s' ? '/s' : '') };
  }
  if (unit === 'seconds' || unit === 'ms') {
    const inSeconds = unit === 'ms' ? 1e-3 : 1;
    const found = durations.find(([seconds]) => value * inSeconds >= seconds);
    const [seconds, suffix] =
      value === 0 ? (unit === 'ms' ? [1e-3, 'ms'] : [1, 's']) : (found ?? [1e-6, 'µs']);
    return { divisor: seconds / inSeconds, suffix };
  }
  const power = value < 1000 ? 0 : Math.min(metric.length - 1, Math.floor(Math.log10(value) / 3 + 1e-9));
  return { divisor: 1000 ** power, suffix: metric[power] + (metricSuffix[unit] ?? '') };
}

/** Three significant digits, never an exponent within the usual sizes, no trailing zeros. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e15 || size < 1e-6) return value.toExponential(2);
  const decimals =
    size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : Math.min(8, 2 - Math.floor(Math.log10(size)));
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A value with its unit, such as `1.25 GiB` or `42.1 %`; absent (null or NaN) is a dash. */
export function formatValue(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const scale = scaleFor(unit, value);
  // A hundredth of a percent is the finest that anybody acts on.
  const number = digits(unit === 'percent' ? Math.round(value * 100) / 100 : value / scale.divisor);
  if (!scale.suffix) return number;
  // "12.3k" belongs together; a measured unit stands apart from its number.
  return /^[kMGTP]$/.test(scale.suffix) ? number + scale.suffix : `${number} ${scale.suffix}`;
}

/** Labels of an axis whose ticks lie `step` apart, all in one scale, with as many decimals as the step needs. */
export function axisLabels(ticks: readonly number[], step: number, scale: Scale): string[] {
  const scaled = Math.abs(step / scale.divisor);
  let decimals = 0;
  while (decimals < 8 && Math.abs(scaled * 10 ** decimals - Math.round(scaled * 10 ** decimals)) > 1e-6)
    decimals++;
  return ticks.map((tick) => {
    const text = (tick / scale.divisor).toFixed(decimals);
    return Number(text) === 0 ? '0' : text;
  });
}

/** A length of time in its two largest parts: `3 d 4 h`, `12 min 5 s`. */
export function formatDuration(seconds: number): string {
  const parts: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const rest = Math.max(0, Math.floor(seconds));
  const first = parts.findIndex(([size]) => rest >= size);
  if (first === -1) return '0 s';
  const [size, name] = parts[first];
  const text = `${Math.floor(rest / size)} ${name}`;
  const next = parts[first + 1];
  const remainder = next ? Math.floor((rest % size) / next[0]) : 0;
  return remainder > 0 ? `${text} ${remainder} ${next[1]}` : text;
}

/** A whole number with thin grouping, such as 73 829 112. */
export function formatCount(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

/** Guesses what a metric measures from how its name ends: the agent's and the usual collectors' words. */
export function guessUnit(name: string): Unit {
  const text = name.toLowerCase();
  const unit = guessFromWords(text);
  return unit === 'bytes' && /persecond|derivative/.test(text) ? 'bytes/s' : unit;
}

function guessFromWords(text: string): Unit {
  if (/percent|utilization|cpu\.(all|\d+)\./.test(text)) return 'percent';
  if (/(\b(rx|tx|read|write|in|out)|\})_bytes\b/.test(text)) return 'bytes/s';
  if (
    /\b(memory|swap)\.(total|used|free|available|buffers|cached|shared|slab|dirty|writeback|committed)/.test(
      text,
    )
  )
    return 'bytes';
  if (/filesystems\..*\.(total|used|available)\b/.test(text) || /_bytes\b|\.bytes\b/.test(text))
    return 'bytes';
  if (/_(wait|ms)\b|\.ms\b|millis/.test(text)) return 'ms';
  if (/uptime|seconds\b/.test(text)) return 'seconds';
  if (/_ops\b/.test(text)) return 'ops/s';
  if (/_packets\b/.test(text)) return 'packets/s';
  return 'short';
}
