/** A scene as SVG. Letters are outlines, each written down once and used where it occurs. */
import { cellRuns } from '../../view/scene/cells.ts';
import type { Color } from '../../view/scene/color.ts';
import type {
  Box,
  CellsCommand,
  Command,
  GradientCommand,
  Polyline,
  Scene,
  Stroke,
  TextCommand,
} from '../../view/scene/scene.ts';
import { slicePathData } from '../../view/scene/slicePath.ts';
import type { Fonts, GlyphOutline } from './fonts.ts';

export function svg(scene: Scene, fonts: Fonts): string {
  const writer = new SvgWriter(fonts);
  return writer.document(
    scene,
    scene.commands.map((command) => writer.command(command)),
  );
}

/** The same for a large scene; `othersTurn` is awaited between its commands. */
export async function svgInTurns(
  scene: Scene,
  fonts: Fonts,
  othersTurn: () => Promise<void>,
): Promise<string> {
  const writer = new SvgWriter(fonts);
  const body: string[] = [];
  for (const command of scene.commands) {
    body.push(writer.command(command));
    await othersTurn();
  }
  return writer.document(scene, body);
}

class SvgWriter {
  private readonly fonts: Fonts;
  private readonly glyphs = new Map<string, GlyphOutline>();
  private readonly definitions: string[] = [];
  private clips = 0;
  private gradients = 0;

  constructor(fonts: Fonts) {
    this.fonts = fonts;
  }

  /** `body` are the elements of all of the scene's commands. */
  document({ width, height, description }: Scene, body: readonly string[]): string {
    const glyphs = Array.from(this.glyphs.values(), ({ id, outline }) => {
      return `<path id="${id}" d="${outlineData(outline)}"/>`;
    });
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"` +
        ` role="img" aria-label="${escaped(description)}">`,
      `<defs>${[...glyphs, ...this.definitions].join('\n')}</defs>`,
      ...body,
      '</svg>\n',
    ].join('\n');
  }

  private all(commands: readonly Command[]): string {
    return commands.map((command) => this.command(command)).join('\n');
  }

  command(command: Command): string {
    switch (command.kind) {
      case 'rectangle':
        return rectangleElement(command, fillOf(command.fill));
      case 'gradient':
        return this.gradient(command);
      case 'line':
        return `<path d="${lineData(command.line, false)}" fill="none"${strokeOf(command.stroke)}/>`;
      case 'area':
        return `<path d="${lineData(command.line, true)}"${fillOf(command.fill)}/>`;
      case 'slice':
        return `<path d="${slicePathData(command)}"${fillOf(command.fill)}/>`;
      case 'cells':
        return cellElements(command);
      case 'mark':
        return this.all(command.inside);
      case 'move':
        return `<g transform="translate(${short(command.x)} ${short(command.y)})">\n${this.all(command.inside)}\n</g>`;
      case 'text':
        return this.text(command);
      case 'clip': {
        const id = `clip-${++this.clips}`;
        const { x, y, width, height } = command.box;
        this.definitions.push(
          `<clipPath id="${id}"><rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"/></clipPath>`,
        );
        return `<g clip-path="url(#${id})">\n${this.all(command.inside)}\n</g>`;
      }
    }
  }

  private gradient(command: GradientCommand): string {
    const id = `gradient-${++this.gradients}`;
    const stops = command.stops.map(
      ({ at, color }) => `<stop offset="${short(at * 100)}%" stop-color="${hex(color)}"/>`,
    );
    // Along the whole of the command's box, however wide the element that is filled turns out to be.
    const { x, y, width, height, towards } = command;
    const ends =
      towards === 'right'
        ? `x1="${short(x)}" x2="${short(x + width)}" y1="0" y2="0"`
        : `x1="0" x2="0" y1="${short(y + height)}" y2="${short(y)}"`;
    this.definitions.push(
      `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" ${ends}>${stops.join('')}</linearGradient>`,
    );
    return rectangleElement(command, ` fill="url(#${id})"`);
  }

  private text({ text, font, x, y, color, rotate }: TextCommand): string {
    const turn = rotate === undefined ? '' : ` rotate(${short(rotate)})`;
    const letters = this.fonts.layOut(text, font).map(({ glyph, x: offset }) => {
      if (glyph.outline.length === 0) return '';
      this.glyphs.set(glyph.id, glyph);
      const scale = font.size / glyph.unitsPerEm;
      return `<use href="#${glyph.id}" transform="translate(${short(offset)}) scale(${Number(scale.toFixed(7))})"/>`;
    });
    return `<g transform="translate(${short(x)} ${short(y)})${turn}"${fillOf(color)}>${letters.join('')}</g>`;
  }
}

function rectangleElement(
  { x, y, width, height, radius = 0 }: Box & { readonly radius?: number },
  fill: string,
): string {
  const rounded = radius > 0 ? ` rx="${short(radius)}"` : '';
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${rounded}${fill}/>`;
}

/** One path a colour. Edges are whole pixels already: softening them would show as seams. */
function cellElements(command: CellsCommand): string {
  const paths = Array.from(cellRuns(command), ([place, runs]) => {
    const d = runs.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}Z`).join('');
    return `<path d="${d}"${fillOf(command.palette[place])}/>`;
  });
  return `<g shape-rendering="crispEdges">\n${paths.join('\n')}\n</g>`;
}

/** `M x y x y …`: points behind the first are lines. */
function lineData({ points, starts }: Polyline, closed: boolean): string {
  let data = '';
  for (let part = 0; part < starts.length; part++) {
    const end = starts[part + 1] ?? points.length;
    data += 'M';
    for (let i = starts[part]; i < end; i += 2) data += `${short(points[i])} ${short(points[i + 1])} `;
    if (closed) data += 'Z';
  }
  return data;
}

/** With y growing downwards, as everything else in SVG. */
function outlineData(outline: GlyphOutline['outline']): string {
  return outline
    .map(({ type, x, y, x1, y1, x2, y2 }) => {
      if (type === 'Z') return 'Z';
      if (type === 'Q') return `Q${short(x1)} ${short(-y1)} ${short(x)} ${short(-y)}`;
      if (type === 'C')
        return `C${short(x1)} ${short(-y1)} ${short(x2)} ${short(-y2)} ${short(x)} ${short(-y)}`;
      return `${type}${short(x)} ${short(-y)}`;
    })
    .join('');
}

function fillOf(color: Color): string {
  return ` fill="${hex(color)}"${color.a < 1 ? ` fill-opacity="${short(color.a)}"` : ''}`;
}

function strokeOf({ color, width, dash, round }: Stroke): string {
  const opacity = color.a < 1 ? ` stroke-opacity="${short(color.a)}"` : '';
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash.map(short).join(' ')}"`;
  const cap = round ? ' stroke-linecap="round"' : '';
  // Corners of fine lines look the same either way, and bevelled ones are drawn a quarter faster.
  const join = width > 2.5 ? 'round' : 'bevel';
  return ` stroke="${hex(color)}" stroke-width="${short(width)}" stroke-linejoin="${join}"${opacity}${dashes}${cap}`;
}

function hex({ r, g, b }: Color): string {
  return `#${[r, g, b].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Hundredths are finer than anybody sees. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of an attribute, without the control characters and halves of characters that XML does not allow. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cn}]/gu, ' ')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]);
}
