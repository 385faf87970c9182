/**
 * All units, in the groups of a picker. Their ids are Grafana's, so that dashboards keep theirs when they move in or out.
 */
import {
  binary,
  clock,
  currency,
  duration,
  fixed,
  fromNow,
  metric,
  moment,
  readableDuration,
  type Shape,
  trimmed,
  words,
  written,
} from './shapes.ts';

export interface UnitEntry {
  readonly id: string;
  readonly label: string;
  readonly shape: Shape;
}

export interface UnitGroup {
  readonly title: string;
  readonly units: readonly UnitEntry[];
}

const unit = (id: string, label: string, shape: Shape): UnitEntry => ({ id, label, shape });
const kilo = 1;
const mega = 2;
const giga = 3;
const tera = 4;
const peta = 5;
const milli = -1;
const measured = { small: true };
const grouped = (value: number): string => {
  const [whole, fraction] = value.toString().split('.');
  if (!/^-?\d+$/.test(whole)) return value.toString();
  const text = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
  return fraction === undefined ? text : `${text}.${fraction}`;
};
const hexadecimal = (value: number): string =>
  Number.isInteger(value) ? value.toString(16).toUpperCase() : value.toString(16).toUpperCase().slice(0, 20);

/** Money by its id, the name that people search for and the symbol; `true` puts the symbol behind the number. */
const currencies: readonly (readonly [code: string, name: string, symbol: string, behind?: boolean])[] = [
  ['USD', 'US dollars', '$'],
  ['EUR', 'Euro', '€'],
  ['GBP', 'Pounds', '£'],
  ['JPY', 'Yen', '¥'],
  ['CNY', 'Yuan', '¥'],
  ['CHF', 'Swiss francs', 'CHF', true],
  ['RUB', 'Roubles', '₽'],
  ['UAH', 'Hryvnias', '₴'],
  ['BRL', 'Reais', 'R$'],
  ['CAD', 'Canadian dollars', 'CA$'],
  ['AUD', 'Australian dollars', 'A$'],
  ['DKK', 'Danish kroner', 'kr', true],
  ['ISK', 'Icelandic krónur', 'kr', true],
  ['NOK', 'Norwegian kroner', 'kr', true],
  ['SEK', 'Swedish kronor', 'kr', true],
  ['CZK', 'Czech korunas', 'Kč', true],
  ['PLN', 'Złoty', 'zł', true],
  ['HUF', 'Forints', 'Ft', true],
  ['RON', 'Romanian lei', 'lei', true],
  ['BGN', 'Bulgarian leva', 'лв', true],
  ['BTC', 'Bitcoin', '₿'],
  ['mBTC', 'Thousandths of a bitcoin', 'm₿'],
  ['μBTC', 'Millionths of a bitcoin', 'µ₿'],
  ['ZAR', 'Rand', 'R'],
  ['INR', 'Indian rupees', '₹'],
  ['KRW', 'Won', '₩'],
  ['IDR', 'Rupiah', 'Rp'],
  ['PHP', 'Philippine pesos', '₱'],
  ['VND', 'Đồng', '₫', true],
  ['THB', 'Baht', '฿'],
  ['TRY', 'Turkish lira', '₺'],
  ['MYR', 'Ringgit', 'RM'],
  ['XPF', 'CFP francs', 'XPF', true],
  ['PYG', 'Guaraníes', '₲'],
  ['UYU', 'Uruguayan pesos', '$U'],
  ['ILS', 'Shekels', '₪'],
  ['NZD', 'New Zealand dollars', 'NZ$'],
  ['SGD', 'Singapore dollars', 'S$'],
  ['MXN', 'Mexican pesos', 'MX$'],
  ['NGN', 'Naira', '₦'],
];

export const unitGroups: readonly UnitGroup[] = [
  {
    title: 'Common',
    units: [
      unit('short', 'Short (12.3k)', metric('')),
      unit('none', 'Plain number', fixed('')),
      unit('percent', 'Percent (0–100)', fixed('%', 1, 0.01)),
      unit('percentunit', 'Percent (0.0–1.0)', fixed('%', 0.01, 0.01)),
      unit(
        'locale',
        'Number with its thousands apart',
        written((value, decimals) =>
          grouped(decimals === undefined ? value : Number(value.toFixed(Math.min(20, decimals)))),
        ),
      ),
      unit(
        'sci',
        'Scientific (1.23e+4)',
        written((value, decimals) => value.toExponential(Math.min(20, decimals ?? 2))),
      ),
      unit('sishort', 'Short with milli, micro …', metric('', measured)),
      unit(
        'string',
        'Text',
        written((value) => String(value)),
      ),
      unit('hex', 'Hexadecimal', written(hexadecimal)),
      unit(
        'hex0x',
        'Hexadecimal with 0x',
        written((value) => (value < 0 ? `-0x${hexadecimal(-value)}` : `0x${hexadecimal(value)}`)),
      ),
      unit('humidity', 'Humidity (%H)', fixed('%H')),
      unit('dB', 'Decibel', fixed('dB')),
      unit('candela', 'Candela', metric('cd', measured)),
      unit('pixel', 'Pixels', fixed('px')),
    ],
  },
  {
    title: 'Data',
    units: [
      unit('bytes', 'Bytes (KiB, MiB)', binary('B')),
      unit('decbytes', 'Bytes (kB, MB)', metric('B')),
      unit('bits', 'Bits (Kib, Mib)', binary('b')),
      unit('decbits', 'Bits (kb, Mb)', metric('b')),
      unit('kbytes', 'Kibibytes', binary('B', kilo)),
      unit('mbytes', 'Mebibytes', binary('B', mega)),
      unit('gbytes', 'Gibibytes', binary('B', giga)),
      unit('tbytes', 'Tebibytes', binary('B', tera)),
      unit('pbytes', 'Pebibytes', binary('B', peta)),
      unit('deckbytes', 'Kilobytes', metric('B', { power: kilo })),
      unit('decmbytes', 'Megabytes', metric('B', { power: mega })),
      unit('decgbytes', 'Gigabytes', metric('B', { power: giga })),
      unit('dectbytes', 'Terabytes', metric('B', { power: tera })),
      unit('decpbytes', 'Petabytes', metric('B', { power: peta })),
    ],
  },
  {
    title: 'Data rate',
    units: [
      unit('binBps', 'Bytes a second (KiB/s, MiB/s)', binary('B/s')),
      unit('Bps', 'Bytes a second (kB/s, MB/s)', metric('B/s')),
      unit('binbps', 'Bits a second (Kib/s, Mib/s)', binary('b/s')),
      unit('bps', 'Bits a second (kb/s, Mb/s)', metric('b/s')),
      unit('pps', 'Packets a second', metric('pkt/s')),
      unit('KiBs', 'Kibibytes a second', binary('B/s', kilo)),
      unit('Kibits', 'Kibibits a second', binary('b/s', kilo)),
      unit('KBs', 'Kilobytes a second', metric('B/s', { power: kilo })),
      unit('Kbits', 'Kilobits a second', metric('b/s', { power: kilo })),
      unit('MiBs', 'Mebibytes a second', binary('B/s', mega)),
      unit('Mibits', 'Mebibits a second', binary('b/s', mega)),
      unit('MBs', 'Megabytes a second', metric('B/s', { power: mega })),
      unit('Mbits', 'Megabits a second', metric('b/s', { power: mega })),
      unit('GiBs', 'Gibibytes a second', binary('B/s', giga)),
      unit('Gibits', 'Gibibits a second', binary('b/s', giga)),
      unit('GBs', 'Gigabytes a second', metric('B/s', { power: giga })),
      unit('Gbits', 'Gigabits a second', metric('b/s', { power: giga })),
      unit('TiBs', 'Tebibytes a second', binary('B/s', tera)),
      unit('Tibits', 'Tebibits a second', binary('b/s', tera)),
      unit('TBs', 'Terabytes a second', metric('B/s', { power: tera })),
      unit('Tbits', 'Terabits a second', metric('b/s', { power: tera })),
      unit('PiBs', 'Pebibytes a second', binary('B/s', peta)),
      unit('Pibits', 'Pebibits a second', binary('b/s', peta)),
      unit('PBs', 'Petabytes a second', metric('B/s', { power: peta })),
      unit('Pbits', 'Petabits a second', metric('b/s', { power: peta })),
    ],
  },
  {
    title: 'Time',
    units: [
      unit('s', 'Seconds', duration(1)),
      unit('ms', 'Milliseconds', duration(1e-3)),
      unit('µs', 'Microseconds', duration(1e-6)),
      unit('ns', 'Nanoseconds', duration(1e-9)),
      unit('m', 'Minutes', duration(60)),
      unit('h', 'Hours', duration(3600)),
      unit('d', 'Days', duration(86_400)),
      unit('dtdurations', 'Duration (s): 3 d 4 h', readableDuration(1)),
      unit('dtdurationms', 'Duration (ms): 3 d 4 h', readableDuration(1e-3)),
      unit('dthms', 'Duration (s): hh:mm:ss', clock(1, false)),
      unit('dtdhms', 'Duration (s): d hh:mm:ss', clock(1, true)),
      unit('clocks', 'Clock (s)', clock(1, false)),
      unit('clockms', 'Clock (ms)', clock(1e-3, false)),
      unit('timeticks', 'Hundredths of a second', readableDuration(0.01)),
      unit('hertz', 'Hertz', metric('Hz', measured)),
    ],
  },
  {
    title: 'Date and time',
    units: [
      unit('dateTimeAsIso', 'Date and time, ISO', moment('YYYY-MM-DD HH:mm:ss')),
      unit('dateTimeAsIsoNoDateIfToday', 'ISO, no date if today', moment('YYYY-MM-DD HH:mm:ss', 'HH:mm:ss')),
      unit('dateTimeAsUS', 'Date and time, US', moment('MM/DD/YYYY h:mm:ss a')),
      unit('dateTimeAsUSNoDateIfToday', 'US, no date if today', moment('MM/DD/YYYY h:mm:ss a', 'h:mm:ss a')),
      unit('dateTimeAsLocal', 'Date and time, with the month’s name', moment('D MMM YYYY HH:mm:ss')),
      unit(
        'dateTimeAsLocalNoDateIfToday',
        'Month’s name, no date if today',
        moment('D MMM YYYY HH:mm:ss', 'HH:mm:ss'),
      ),
      unit('dateTimeAsSystem', 'Date and time, to the minute', moment('YYYY-MM-DD HH:mm')),
      unit('dateTimeFromNow', 'From now (3 min ago)', fromNow),
    ],
  },
  {
    title: 'Throughput',
    units: [
      unit('ops', 'Operations a second', metric('ops/s')),
      unit('reqps', 'Requests a second', metric('req/s')),
      unit('rps', 'Reads a second', metric('rd/s')),
      unit('wps', 'Writes a second', metric('wr/s')),
      unit('iops', 'I/O operations a second', metric('io/s')),
      unit('eps', 'Events a second', metric('evt/s')),
      unit('mps', 'Messages a second', metric('msg/s')),
      unit('recps', 'Records a second', metric('rec/s')),
      unit('rowsps', 'Rows a second', metric('rows/s')),
      unit('cps', 'Counts a second', metric('/s')),
      unit('cpm', 'Counts a minute', metric('/min')),
      unit('opm', 'Operations a minute', metric('ops/min')),
      unit('reqpm', 'Requests a minute', metric('req/min')),
      unit('rpm', 'Reads a minute', metric('rd/min')),
      unit('wpm', 'Writes a minute', metric('wr/min')),
      unit('epm', 'Events a minute', metric('evt/min')),
      unit('mpm', 'Messages a minute', metric('msg/min')),
      unit('recpm', 'Records a minute', metric('rec/min')),
    ],
  },
  {
    title: 'Temperature',
    units: [
      unit('celsius', 'Celsius', fixed('°C')),
      unit('fahrenheit', 'Fahrenheit', fixed('°F')),
      unit('kelvin', 'Kelvin', fixed('K')),
    ],
  },
  {
    title: 'Yes and no',
    units: [
      unit('bool', 'True or false', words('True', 'False')),
      unit('bool_yes_no', 'Yes or no', words('Yes', 'No')),
      unit('bool_on_off', 'On or off', words('On', 'Off')),
    ],
  },
  {
    title: 'Currency',
    units: currencies.map(([code, name, symbol, behind]) =>
      unit(`currency${code}`, `${name} (${symbol})`, currency(symbol, behind)),
    ),
  },
  {
    title: 'Energy',
    units: [
      unit('watt', 'Watts', metric('W', measured)),
      unit('kwatt', 'Kilowatts', metric('W', { power: kilo, small: true })),
      unit('megwatt', 'Megawatts', metric('W', { power: mega, small: true })),
      unit('gwatt', 'Gigawatts', metric('W', { power: giga, small: true })),
      unit('mwatt', 'Milliwatts', metric('W', { power: milli, small: true })),
      unit('Wm2', 'Watts per square metre', fixed('W/m²')),
      unit('voltamp', 'Volt-amperes', metric('VA', measured)),
      unit('kvoltamp', 'Kilovolt-amperes', metric('VA', { power: kilo, small: true })),
      unit('voltampreact', 'Volt-amperes reactive', metric('var', measured)),
      unit('kvoltampreact', 'Kilovolt-amperes reactive', metric('var', { power: kilo, small: true })),
      unit('watth', 'Watt-hours', metric('Wh', measured)),
      unit('watthperkg', 'Watt-hours per kilogram', metric('Wh/kg', measured)),
      unit('kwatth', 'Kilowatt-hours', metric('Wh', { power: kilo, small: true })),
      unit('mwatth', 'Megawatt-hours', metric('Wh', { power: mega, small: true })),
      unit('kwattm', 'Kilowatt-minutes', metric('W-min', { power: kilo, small: true })),
      unit('amph', 'Ampere-hours', metric('Ah', measured)),
      unit('kamph', 'Kiloampere-hours', metric('Ah', { power: kilo, small: true })),
      unit('mamph', 'Milliampere-hours', metric('Ah', { power: milli, small: true })),
      unit('joule', 'Joules', metric('J', measured)),
      unit('ev', 'Electronvolts', metric('eV', measured)),
      unit('amp', 'Amperes', metric('A', measured)),
      unit('kamp', 'Kiloamperes', metric('A', { power: kilo, small: true })),
      unit('mamp', 'Milliamperes', metric('A', { power: milli, small: true })),
      unit('volt', 'Volts', metric('V', measured)),
      unit('kvolt', 'Kilovolts', metric('V', { power: kilo, small: true })),
      unit('mvolt', 'Millivolts', metric('V', { power: milli, small: true })),
      unit('dBm', 'Decibel-milliwatts', fixed('dBm')),
      unit('mohm', 'Milliohms', metric('Ω', { power: milli, small: true })),
      unit('ohm', 'Ohms', metric('Ω', measured)),
      unit('kohm', 'Kiloohms', metric('Ω', { power: kilo, small: true })),
      unit('Mohm', 'Megaohms', metric('Ω', { power: mega, small: true })),
      unit('farad', 'Farads', metric('F', measured)),
      unit('µfarad', 'Microfarads', metric('F', { power: -2, small: true })),
      unit('nfarad', 'Nanofarads', metric('F', { power: -3, small: true })),
      unit('pfarad', 'Picofarads', metric('F', { power: -4, small: true })),
      unit('ffarad', 'Femtofarads', metric('F', { power: -5, small: true })),
      unit('henry', 'Henries', metric('H', measured)),
      unit('mhenry', 'Millihenries', metric('H', { power: milli, small: true })),
      unit('µhenry', 'Microhenries', metric('H', { power: -2, small: true })),
      unit('lumens', 'Lumens', metric('lm', measured)),
    ],
  },
  {
    title: 'Length',
    units: [
      unit('lengthmm', 'Millimetres', metric('m', { power: milli, small: true })),
      unit('lengthcm', 'Centimetres', fixed('cm')),
      unit('lengthin', 'Inches', fixed('in')),
      unit('lengthft', 'Feet', fixed('ft')),
      unit('lengthm', 'Metres', metric('m', measured)),
      unit('lengthkm', 'Kilometres', metric('m', { power: kilo, small: true })),
      unit('lengthmi', 'Miles', fixed('mi')),
    ],
  },
  {
    title: 'Area',
    units: [
      unit('areaM2', 'Square metres', fixed('m²')),
      unit('areaF2', 'Square feet', fixed('ft²')),
      unit('areaMI2', 'Square miles', fixed('mi²')),
      unit('acres', 'Acres', fixed('ac')),
      unit('hectares', 'Hectares', fixed('ha')),
    ],
  },
  {
    title: 'Volume',
    units: [
      unit('mlitre', 'Millilitres', metric('L', { power: milli, small: true })),
      unit('litre', 'Litres', metric('L', measured)),
      unit('m3', 'Cubic metres', fixed('m³')),
      unit('Nm3', 'Normal cubic metres', fixed('Nm³')),
      unit('dm3', 'Cubic decimetres', fixed('dm³')),
      unit('gallons', 'Gallons', fixed('gal')),
    ],
  },
  {
    title: 'Mass',
    units: [
      unit('massmg', 'Milligrams', metric('g', { power: milli, small: true })),
      unit('massg', 'Grams', metric('g', measured)),
      unit('masslb', 'Pounds', fixed('lb')),
      unit('masskg', 'Kilograms', metric('g', { power: kilo, small: true })),
      unit('masst', 'Tonnes', fixed('t')),
    ],
  },
  {
    title: 'Velocity',
    units: [
      unit('velocityms', 'Metres a second', fixed('m/s')),
      unit('velocitykmh', 'Kilometres an hour', fixed('km/h')),
      unit('velocitymph', 'Miles an hour', fixed('mph')),
      unit('velocityknot', 'Knots', fixed('kn')),
    ],
  },
  {
    title: 'Rotation',
    units: [
      unit('rotrpm', 'Revolutions a minute', fixed('rpm')),
      unit('rothz', 'Rotations a second', metric('Hz', measured)),
      unit('rotrads', 'Radians a second', fixed('rad/s')),
      unit('rotdegs', 'Degrees a second', fixed('°/s')),
    ],
  },
  {
    title: 'Acceleration',
    units: [
      unit('accMS2', 'Metres per second squared', fixed('m/s²')),
      unit('accFS2', 'Feet per second squared', fixed('ft/s²')),
      unit('accG', 'Standard gravity', fixed('g')),
    ],
  },
  {
    title: 'Angle',
    units: [
      unit('degree', 'Degrees', fixed('°')),
      unit('radian', 'Radians', fixed('rad')),
      unit('grad', 'Gradians', fixed('grad')),
      unit('arcmin', 'Minutes of arc', fixed('arcmin')),
      unit('arcsec', 'Seconds of arc', fixed('arcsec')),
    ],
  },
  {
    title: 'Pressure',
    units: [
      unit('pressurembar', 'Millibars', metric('bar', { power: milli, small: true })),
      unit('pressurebar', 'Bars', metric('bar', measured)),
      unit('pressurekbar', 'Kilobars', metric('bar', { power: kilo, small: true })),
      unit('pressurepa', 'Pascals', metric('Pa', measured)),
      unit('pressurehpa', 'Hectopascals', fixed('hPa')),
      unit('pressurekpa', 'Kilopascals', metric('Pa', { power: kilo, small: true })),
      unit('pressurehg', 'Inches of mercury', fixed('"Hg')),
      unit('pressurepsi', 'Pounds per square inch', fixed('psi')),
    ],
  },
  {
    title: 'Force',
    units: [
      unit('forceNm', 'Newton-metres', metric('Nm', measured)),
      unit('forcekNm', 'Kilonewton-metres', metric('Nm', { power: kilo, small: true })),
      unit('forceN', 'Newtons', metric('N', measured)),
      unit('forcekN', 'Kilonewtons', metric('N', { power: kilo, small: true })),
    ],
  },
  {
    title: 'Flow',
    units: [
      unit('flowgpm', 'Gallons a minute', fixed('gpm')),
      unit('flowcms', 'Cubic metres a second', fixed('m³/s')),
      unit('flowcfs', 'Cubic feet a second', fixed('ft³/s')),
      unit('flowcfm', 'Cubic feet a minute', fixed('ft³/min')),
      unit('litreh', 'Litres an hour', fixed('L/h')),
      unit('flowlpm', 'Litres a minute', fixed('L/min')),
      unit('flowmlpm', 'Millilitres a minute', fixed('mL/min')),
      unit('lux', 'Lux', fixed('lx')),
    ],
  },
  {
    title: 'Concentration',
    units: [
      unit('ppm', 'Parts per million', fixed('ppm')),
      unit('conppb', 'Parts per billion', fixed('ppb')),
      unit('conngm3', 'Nanograms per cubic metre', fixed('ng/m³')),
      unit('conngNm3', 'Nanograms per normal cubic metre', fixed('ng/Nm³')),
      unit('conμgm3', 'Micrograms per cubic metre', fixed('µg/m³')),
      unit('conμgNm3', 'Micrograms per normal cubic metre', fixed('µg/Nm³')),
      unit('conmgm3', 'Milligrams per cubic metre', fixed('mg/m³')),
      unit('conmgNm3', 'Milligrams per normal cubic metre', fixed('mg/Nm³')),
      unit('congm3', 'Grams per cubic metre', fixed('g/m³')),
      unit('congNm3', 'Grams per normal cubic metre', fixed('g/Nm³')),
      unit('conmgdL', 'Milligrams per decilitre', fixed('mg/dL')),
      unit('conmmolL', 'Millimoles per litre', fixed('mmol/L')),
    ],
  },
  {
    title: 'Radiation',
    units: [
      unit('radbq', 'Becquerels', metric('Bq', measured)),
      unit('radci', 'Curies', metric('Ci', measured)),
      unit('radgy', 'Grays', metric('Gy', measured)),
      unit('radrad', 'Rads', metric('rad', measured)),
      unit('radsv', 'Sieverts', metric('Sv', measured)),
      unit('radmsv', 'Millisieverts', metric('Sv', { power: milli, small: true })),
      unit('radusv', 'Microsieverts', metric('Sv', { power: -2, small: true })),
      unit('radrem', 'Rems', metric('rem', measured)),
      unit('radexpckg', 'Coulombs per kilogram', metric('C/kg', measured)),
      unit('radr', 'Röntgens', metric('R', measured)),
      unit('radsvh', 'Sieverts an hour', metric('Sv/h', measured)),
      unit('radmsvh', 'Millisieverts an hour', metric('Sv/h', { power: milli, small: true })),
      unit('radusvh', 'Microsieverts an hour', metric('Sv/h', { power: -2, small: true })),
    ],
  },
  {
    title: 'Computation',
    units: [
      unit('flops', 'Floating point operations a second', metric('FLOP/s')),
      unit('mflops', 'Megaflops', metric('FLOP/s', { power: mega })),
      unit('gflops', 'Gigaflops', metric('FLOP/s', { power: giga })),
      unit('tflops', 'Teraflops', metric('FLOP/s', { power: tera })),
      unit('pflops', 'Petaflops', metric('FLOP/s', { power: peta })),
      unit('eflops', 'Exaflops', metric('FLOP/s', { power: 6 })),
      unit('zflops', 'Zettaflops', metric('FLOP/s', { power: 7 })),
      unit('yflops', 'Yottaflops', metric('FLOP/s', { power: 8 })),
      unit('Hs', 'Hashes a second', metric('H/s')),
      unit('KHs', 'Kilohashes a second', metric('H/s', { power: kilo })),
      unit('MHs', 'Megahashes a second', metric('H/s', { power: mega })),
      unit('GHs', 'Gigahashes a second', metric('H/s', { power: giga })),
      unit('THs', 'Terahashes a second', metric('H/s', { power: tera })),
      unit('PHs', 'Petahashes a second', metric('H/s', { power: peta })),
      unit('EHs', 'Exahashes a second', metric('H/s', { power: 6 })),
    ],
  },
];

const byId = new Map(
  unitGroups.flatMap(({ units }) => units.map((entry) => [entry.id, entry.shape] as const)),
);
/** Spelled with the other micro sign, as some programs write it. */
for (const [id, shape] of [...byId]) {
  byId.set(id.replace('µ', 'μ'), shape);
  byId.set(id.replace('μ', 'µ'), shape);
}

/**
 * How numbers of a unit are written. Besides the ids of the catalogue: `suffix:x`, `prefix:x`, `time:FORMAT`,
 * `si:x` (steps of a thousand; `si:mF` counts thousandths), `count:x`, `currency:x`, `bool:yes/no`. An id that is
 * none of these stands behind the number as it is, as Grafana does it.
 */
export function shapeOf(id: string): Shape {
  const known = byId.get(id);
  if (known) return known;
  const made = own.get(id) ?? makeShape(id);
  // Ids come from dashboards: as many as somebody writes, so the memory of them has an end.
  if (own.size > 500) own.clear();
  own.set(id, made);
  return made;
}

const own = new Map<string, Shape>();
const siPrefixes = 'yzafpnµm kMGTPEZY';

function makeShape(id: string): Shape {
  const colon = id.indexOf(':');
  const kind = colon === -1 ? '' : id.slice(0, colon);
  const rest = id.slice(colon + 1);
  if (kind === 'suffix') return fixed(rest);
  if (kind === 'prefix')
    return { kind: 'ladder', rungs: [{ divisor: 1, suffix: '' }], home: 0, prefix: rest };
  if (kind === 'time') return moment(rest);
  if (kind === 'count') return metric(rest.trim());
  if (kind === 'bool') {
    const [yes, no = ''] = rest.split('/');
    return words(yes, no);
  }
  if (kind === 'currency') {
    const [symbol, place] = rest.replace(/^financial:/, '').split(':');
    return currency(symbol, place === 'suffix');
  }
  if (kind === 'si') {
    const text = rest.trim();
    const letter = text.startsWith('μ') ? 'µ' : text[0];
    const place = text.length > 1 ? siPrefixes.indexOf(letter) : -1;
    // Beyond femto and yotta there are no rungs to start from.
    if (place < siPrefixes.indexOf('f') || letter === ' ' || letter === 'a')
      return metric(text, { small: true });
    return metric(text.slice(1), { power: powerOf(letter), small: true });
  }
  if (id === '') return byId.get('none')!;
  return written((value, decimals) => `${trimmed(value, decimals)} ${id}`);
}

function powerOf(letter: string): number {
  return 'fpnµm kMGTPEZY'.indexOf(letter) - 5;
}
