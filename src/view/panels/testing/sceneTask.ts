/** What tests draw: series of given values, and letters of which each is 0.6 of its size wide. */
import type { FieldConfig } from '../../../schema/dashboard.ts';
import { inksOf } from '../../palette.ts';
import type { PanelData, PanelSeries } from '../../panelData.ts';
import type { MeasureText } from '../../scene/fontStyle.ts';
import type { Command, Scene } from '../../scene/scene.ts';
import { guessUnit } from '../../units/units.ts';
import type { SceneContext, SceneInput } from '../sceneInput.ts';

export const measure: MeasureText = (text, { size }) => Array.from(text).length * size * 0.6;

const END = 1_800_000_000;

/** A series of a value a minute that ends now. */
export function series(name: string, values: readonly number[], config: FieldConfig = {}): PanelSeries {
  return {
    name,
    key: name,
    label: name,
    refId: 'A',
    start: END - values.length * 60,
    step: 60,
    values: Float64Array.from(values),
    config,
    unit: config.unit ?? guessUnit(name),
    color: { r: 10, g: 120, b: 200, a: 1 },
  };
}

export function dataOf(...list: readonly PanelSeries[]): PanelData {
  return { series: list, frames: null, left: 0 };
}

export function contextOf(width: number, height: number, more: Partial<SceneContext> = {}): SceneContext {
  const span = { from: END - 3600, until: END };
  return { width, height, inks: inksOf('dark'), measure, zone: 'UTC', now: END, span, ...more };
}

export function inputOf<Options>(
  options: Options,
  list: readonly PanelSeries[],
  [width, height]: readonly [number, number],
  more: Partial<SceneContext> = {},
): SceneInput<Options> {
  return { data: dataOf(...list), options, field: {}, context: contextOf(width, height, more) };
}

/** All commands, those inside of others as well. */
export function allCommands(commands: readonly Command[]): Command[] {
  return commands.flatMap((command) =>
    command.kind === 'clip' || command.kind === 'mark' || command.kind === 'move'
      ? [command, ...allCommands(command.inside)]
      : [command],
  );
}

export function commandsOf<Kind extends Command['kind']>(
  scene: Scene,
  kind: Kind,
): Extract<Command, { kind: Kind }>[] {
  return allCommands(scene.commands).flatMap((command) =>
    command.kind === kind ? [command as Extract<Command, { kind: Kind }>] : [],
  );
}

export function textsOf(scene: Scene): string[] {
  return commandsOf(scene, 'text').map(({ text }) => text);
}
