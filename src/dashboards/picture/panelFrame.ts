/** A panel as it stands on a page: its frame and title around what it shows. */
import type { Panel } from '../../schema/dashboard.ts';
import type { ShownAnnotation } from '../../view/annotations.ts';
import { resolutionOf } from '../../view/chart/resolution.ts';
import { describePanelTime } from '../../view/panelRange.ts';
import { drawPanel } from '../../view/panels/index.ts';
import { baselineOf, Painter, SMALL, sans } from '../../view/panels/parts/painter.ts';
import { sayInstead } from '../../view/panels/parts/sayInstead.ts';
import type { SceneContext } from '../../view/panels/sceneInput.ts';
import type { MeasureText } from '../../view/scene/fontStyle.ts';
import type { Inks } from '../../view/scene/inks.ts';
import type { Box, Command } from '../../view/scene/scene.ts';
import type { PanelContent } from './panelContent.ts';

const HEAD = 30;
const TITLE = sans(13, 600);
const RADIUS = 8;

export interface FramedPanel {
  readonly panel: Panel;
  /** With variables put in. */
  readonly title: string;
  readonly content: PanelContent;
}

export interface FrameLook {
  readonly inks: Inks;
  readonly measure: MeasureText;
  readonly zone: string;
  readonly now: number;
  readonly annotations: readonly ShownAnnotation[];
  /** The panel is the whole picture: it has no border then. */
  readonly alone?: boolean;
}

/** Room around the inside of a panel, as the browser has it. */
function insetsOf({ panel, title }: Pick<FramedPanel, 'panel' | 'title'>) {
  const side = panel.transparent ? 3 : 13;
  const bare = panel.transparent && title === '';
  return { side, top: bare ? 1 : 1 + HEAD, bottom: panel.transparent ? 3 : 9 };
}

/** Pixels across that the inside of a panel has. */
export function insideWidth(panel: Pick<FramedPanel, 'panel' | 'title'>, width: number): number {
  return Math.max(1, width - 2 * insetsOf(panel).side);
}

/** The panel in a box whose corners are whole pixels, and what it shows in words. */
export function drawFrame(
  framed: FramedPanel,
  box: Box,
  look: FrameLook,
): { commands: Command[]; description: string } {
  const { panel, title, content } = framed;
  const { inks, alone = false } = look;
  const painter = new Painter(look);
  if (alone) painter.rectangle(box, inks.surface);
  else if (!panel.transparent) {
    painter.rectangle(box, inks.line, RADIUS);
    const { x, y, width, height } = box;
    painter.rectangle({ x: x + 1, y: y + 1, width: width - 2, height: height - 2 }, inks.surface, RADIUS - 1);
  }
  const { side, top, bottom } = insetsOf(framed);
  const inside: Box = {
    x: box.x + side,
    y: box.y + top,
    width: Math.max(1, box.width - 2 * side),
    height: Math.max(1, box.height - top - bottom),
  };
  if (top > 1) paintHead(painter, framed, { ...box, height: HEAD });
  const context: SceneContext = {
    width: inside.width,
    height: inside.height,
    inks,
    measure: look.measure,
    zone: look.zone,
    now: Math.max(look.now, content.span.until),
    span: content.span,
    annotations: look.annotations,
  };
  const scene =
    content.words === null
      ? drawPanel(panel, { data: content.data, context })
      : sayInstead(context, content.words);
  painter.add({ kind: 'move', x: inside.x, y: inside.y, inside: scene.commands });
  const description = [title, scene.description].filter(Boolean).join(': ');
  return { commands: painter.commands, description };
}

function paintHead(painter: Painter, { panel, title, content }: FramedPanel, box: Box): void {
  const { inks, measure } = painter;
  const middle = box.y + HEAD / 2 + 2;
  const time = panel.hideTimeNote ? null : describePanelTime(panel);
  const resolution = panel.type === 'timeseries' ? resolutionOf(content.data.series) : null;
  const notes = [
    ...(resolution === null ? [] : [{ text: resolution.label, color: inks.text3 }]),
    ...(time === null ? [] : [{ text: time, color: inks.text2 }]),
    ...(content.failed === null ? [] : [{ text: content.failed, color: inks.warn }]),
  ];
  const left = box.x + (panel.transparent ? 3 : 13);
  const right = box.x + box.width - 12;
  const notesWidth = notes.reduce((sum, { text }) => sum + measure(text, SMALL) + 12, 0);
  const room = Math.max(0, right - left - notesWidth);
  painter.text(
    title,
    TITLE,
    inks.text1,
    { x: left, y: baselineOf(middle, TITLE) },
    { width: room, cut: 'end' },
  );
  let x = left + Math.min(room, title === '' ? 0 : measure(title, TITLE)) + (title === '' ? 0 : 12);
  for (const { text, color } of notes) {
    painter.text(
      text,
      SMALL,
      color,
      { x, y: baselineOf(middle, SMALL) },
      { width: Math.max(0, right - x), cut: 'end' },
    );
    x += measure(text, SMALL) + 12;
  }
}
