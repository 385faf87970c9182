/** Colour schemes. Colours themselves are the same texts in both: hex, CSS names, and Grafana's names such as `semi-dark-red`. */
import { color } from '../../schema/dashboard.ts';
import type { JsonObject } from './json.ts';
import { type Member, member, type Words, whole, words } from './members.ts';

/** Grafana's palettes become ours, which goes by name. */
const modes = words({
  'palette-classic': 'series',
  fixed: 'fixed',
  shades: 'shades',
  thresholds: 'thresholds',
});

/** Scales over min to max are modes of their own in Grafana: its mode, then our scale. */
const scales = words({
  'continuous-GrYlRd': 'green-yellow-red',
  'continuous-RdYlGr': 'red-yellow-green',
  'continuous-BlYlRd': 'blue-yellow-red',
  'continuous-YlRd': 'yellow-red',
  'continuous-BlPu': 'blue-purple',
  'continuous-YlBl': 'yellow-blue',
  'continuous-blues': 'blues',
  'continuous-reds': 'reds',
  'continuous-greens': 'greens',
  'continuous-purples': 'purples',
  'continuous-viridis': 'viridis',
  'continuous-plasma': 'plasma',
  'continuous-inferno': 'inferno',
  'continuous-magma': 'magma',
});

export const colorWords: Words = whole(read, write);

function read({ mode, fixedColor, seriesBy }: JsonObject): unknown {
  const scale = scales.read(mode);
  const ours = {
    mode:
      scale !== undefined ? 'continuous' : mode === 'palette-classic-by-name' ? 'series' : modes.read(mode),
    color: color.safeParse(fixedColor).data,
    scale,
    by: seriesBy === 'last' || seriesBy === 'min' || seriesBy === 'max' ? seriesBy : undefined,
  };
  const said = Object.entries(ours).filter(([, value]) => value !== undefined);
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

function write({ mode, color, scale, by }: JsonObject): JsonObject {
  const said =
    mode === 'continuous' ? (scales.write(scale) ?? 'continuous-GrYlRd') : modes.write(mode ?? 'series');
  return {
    mode: said,
    ...(color !== undefined && { fixedColor: color }),
    ...(by !== undefined && { seriesBy: by }),
  };
}

/** `usual` is Grafana's mode where nothing is said, which depends on the type of panel; none within overrides. */
export function colorMember(usual: string | undefined): Member {
  if (usual === undefined) return member('color', 'color', colorWords);
  return member('color', 'color', colorWords, { ours: { mode: 'series' }, grafana: read({ mode: usual }) });
}
