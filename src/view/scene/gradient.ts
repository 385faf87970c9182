import { type Color, mix } from './color.ts';
import type { GradientStop } from './scene.ts';

/** The colour at a place (0..1) of a gradient. */
export function colorAt(stops: readonly GradientStop[], at: number): Color {
  const next = stops.findIndex((stop) => stop.at > at);
  if (next === 0) return stops[0].color;
  if (next < 0) return stops[stops.length - 1].color;
  const [before, after] = [stops[next - 1], stops[next]];
  return mix(before.color, after.color, (at - before.at) / (after.at - before.at));
}
