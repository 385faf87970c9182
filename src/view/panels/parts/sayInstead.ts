import type { Scene } from '../../scene/scene.ts';
import type { SceneContext } from '../sceneInput.ts';
import { BODY, baselineOf, Painter } from './painter.ts';

const LINE = 18;

/** A scene that says in words why there is nothing to draw. */
export function sayInstead(context: SceneContext, words: string): Scene {
  const painter = new Painter(context);
  const { width, height, inks } = context;
  const lines = wrapped(words, Math.max(40, width - 16), (text) => context.measure(text, BODY));
  const shown = lines.slice(0, Math.max(1, Math.floor(height / LINE)));
  const top = (height - shown.length * LINE) / 2 + LINE / 2;
  shown.forEach((line, i) => {
    painter.text(
      line,
      BODY,
      inks.text3,
      { x: width / 2, y: baselineOf(top + i * LINE, BODY), align: 'middle' },
      { width },
    );
  });
  return painter.scene(context, words);
}

function wrapped(words: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
