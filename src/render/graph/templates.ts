/** What pictures look like when nothing else is asked for. `template` names one of these. */

export interface Template {
  readonly background: string;
  /** Of titles and the legend, and of all other text unless there is `muted`. */
  readonly foreground: string;
  /** Of labels along the axes. */
  readonly muted?: string;
  /** Lines at the labels of the axes. */
  readonly majorLine: string;
  /** Lines between those; there are none unless this or an option asks for them. */
  readonly minorLine?: string;
  /** Of lines at labels; graphite-web draws them a third of a pixel wide, which comes to the same. */
  readonly gridAlpha?: number;
  /** The line at the value 0, which is a major line unless there is a colour for it. */
  readonly zeroLine?: string;
  /** One after the other, over and over. */
  readonly lines: string;
  /** Areas are seen through, below a line in full colour; without it they are opaque and have no line. */
  readonly areaAlpha?: { readonly stacked: number; readonly other: number };
}

/** The colours of the web app, `web/src/theme/tokens.css` and `web/src/chart/palette.ts`, as sRGB. */
const light: Template = {
  background: 'ffffff',
  foreground: '1b1e24',
  muted: '60656d',
  majorLine: 'e3e5e7',
  zeroLine: 'a2a5aa',
  lines: '0074ca,cc6c13,008053,c83184,aa8817,7238c0,2a98af,c21919,60991d,253dad,7d5330,005f5f',
  areaAlpha: { stacked: 0.55, other: 0.2 },
};
const dark: Template = {
  background: '15181b',
  foreground: 'eef0f3',
  muted: '8f949c',
  majorLine: '292b2f',
  zeroLine: '54585f',
  lines: '52acf3,f6a245,47c58c,e973af,edd55e,a077eb,77d8e9,ee5a4d,b2e46b,5274e1,c4936b,2c9893',
  areaAlpha: { stacked: 0.5, other: 0.2 },
};

const graphite: Template = {
  gridAlpha: 0.4,
  background: 'white',
  foreground: 'black',
  majorLine: 'rose',
  minorLine: 'grey',
  lines: 'blue,green,red,purple,brown,yellow,aqua,grey,magenta,pink,gold,rose',
};
const onBlack = { background: 'black', foreground: 'white', majorLine: 'white', minorLine: 'grey' };
const solarized = '268bd2aa,859900aa,dc322faa,d33682aa,db4b16aa,b58900aa,2aa198aa,6c71c4aa';
/** From light to dark; the second of each pair of templates goes the other way. */
const ramps = {
  ocean: 'f7fcf0,e0f3db,ccebc5,a8ddb5,7bccc4,4eb3d3,2b8cbe,0868ac,084081',
  forest: 'f7fcf5,e5f5e0,c7e9c0,a1d99b,74c476,41ab5d,238b45,005a32',
  sunset: 'fff5eb,fee6ce,fdd0a2,fdae6b,fd8d3c,f16913,d94801,8c2d04',
  moonlight: 'fcfbfd,efedf5,dadaeb,bcbddc,9e9ac8,807dba,6a51a3,4a1486',
  lava: 'fff5f0,fee0d2,fcbba1,fc9272,fb6a4a,ef3b2c,cb181d,99000d',
};

export const DEFAULT_TEMPLATE = 'light';

/** By name: our own two, then those of graphite-web's example configuration in its colours. */
export const TEMPLATES: ReadonlyMap<string, Template> = new Map<string, Template>([
  ['light', light],
  ['dark', dark],
  ['default', graphite],
  ['classic', { ...graphite, ...onBlack }],
  [
    'noc',
    { ...graphite, ...onBlack, lines: 'blue,green,red,yellow,purple,brown,aqua,grey,magenta,pink,gold,rose' },
  ],
  ['plain', { ...graphite, majorLine: 'grey' }],
  ['summary', { ...graphite, ...onBlack, lines: '6666ff,66ff66,ff6666' }],
  ['alphas', { ...graphite, majorLine: 'grey', minorLine: 'rose', lines: '00ff00aa,ff000077,00337799' }],
  [
    'solarized-light',
    {
      ...graphite,
      background: 'fdf6e3',
      foreground: '657b83',
      majorLine: '073642',
      minorLine: '586e75',
      lines: solarized,
    },
  ],
  [
    'solarized-dark',
    {
      ...graphite,
      background: '002b36',
      foreground: '839496',
      majorLine: 'fdf6e3',
      minorLine: 'eee8d5',
      lines: solarized,
    },
  ],
  [
    'grafana',
    {
      ...graphite,
      lines: '7eb26d,eab839,6ed0e0,ef843c,e24d42,1f78c1,ba43a9,705da0,508642,cca300,447ebc',
    },
  ],
  ...Object.entries(ramps).flatMap(([name, lines]): [string, Template][] => [
    [`${name}1`, { ...graphite, lines }],
    [`${name}2`, { ...graphite, lines: lines.split(',').reverse().join(',') }],
  ]),
]);
