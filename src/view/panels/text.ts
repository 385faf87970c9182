/** A text as it stands on paper. The caller has put variables into the content; values of queries are put in here. */
import type { PanelOptions } from '../../schema/panelOptions.ts';
import { fitText } from '../scene/fitText.ts';
import type { FontStyle, MeasureText } from '../scene/fontStyle.ts';
import type { Scene } from '../scene/scene.ts';
import { interpolate } from '../variables/interpolate.ts';
import { baselineOf, Painter, sans } from './parts/painter.ts';
import { sayInstead } from './parts/sayInstead.ts';
import type { SceneInput } from './sceneInput.ts';
import { liveValues } from './text/liveValues.ts';
import { type TextBlock, textBlocks } from './text/textBlocks.ts';

type TextOptions = PanelOptions<'text'>;

const BODY = sans(13);
const MONO: FontStyle = { family: 'mono', size: 12, weight: 400, italic: false };
/** Sizes of headings, from the first level. */
const HEADINGS = [20, 16, 14, 13, 13, 13];
const INDENT = 18;
/** Height of a line, by the size of its letters. */
const LEADING = 1.5;
const GAP = 8;

export function drawText({ data, options, context }: SceneInput<TextOptions>): Scene {
  const { inks, measure, width, height, zone, now } = context;
  const { content = '', mode = 'markdown' } = options;
  const refIds = [...new Set(data.series.map(({ refId }) => refId))];
  const live = liveValues(content, { data, refIds, theme: inks.theme, zone, now });
  const blocks = textBlocks(interpolate(content, live), mode);
  if (blocks.every(({ text }) => text.trim() === '')) return sayInstead(context, 'Nothing is written here');
  const painter = new Painter(context);
  let y = 0;
  let before: TextBlock | null = null;
  for (const block of blocks) {
    const { kind, level, mark, text } = block;
    const font = fontOf(block);
    const line = font.size * LEADING;
    // Lines of a list and of code belong together.
    if (before && !(before.kind === kind && (kind === 'item' || kind === 'code'))) y += GAP;
    before = block;
    if (kind === 'rule') {
      if (y < height) painter.line(0, y, width, y, { color: inks.line, width: 1 });
      continue;
    }
    const left = kind === 'item' ? (level + 1) * INDENT : kind === 'quote' ? 12 : 0;
    const room = width - left;
    const lines =
      kind === 'code' ? [fitText(text, font, room, measure, 'end')] : wrap(text, room, font, measure);
    const ink = kind === 'quote' ? inks.text2 : inks.text1;
    for (const [i, words] of lines.entries()) {
      if (y + line > height + 0.5) return said(painter, blocks, context);
      const baseline = baselineOf(y + line / 2, font);
      if (i === 0 && mark !== '')
        painter.text(mark, font, inks.text3, { x: left - 6, y: baseline, align: 'end' }, { width: left });
      if (kind === 'quote') painter.rectangle({ x: 0, y, width: 2, height: line }, inks.line);
      painter.text(words, font, ink, { x: left, y: baseline }, { width: room });
      y += line;
    }
  }
  return said(painter, blocks, context);
}

function said(
  painter: Painter,
  blocks: readonly TextBlock[],
  size: { width: number; height: number },
): Scene {
  const words = blocks
    .map(({ text }) => text)
    .join(' ')
    .trim();
  return painter.scene(size, words.slice(0, 500));
}

function fontOf({ kind, level }: TextBlock): FontStyle {
  if (kind === 'code') return MONO;
  return kind === 'heading' ? sans(HEADINGS[level - 1] ?? 13, 600) : BODY;
}

/** Lines no wider than the room; a word that is longer than a line is shortened. */
function wrap(text: string, room: number, font: FontStyle, measure: MeasureText): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t]+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer, font) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
