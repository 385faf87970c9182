/** A scene as SVG. Letters are outlines, each written down once and used where it occurs. */
import type { Color } from '../../view/scene/color.ts';
import type { Command, Polyline, Scene, SliceCommand, Stroke, TextCommand } from '../../view/scene/scene.ts';
import type { Fonts, GlyphOutline } from './fonts.ts';

export function svg(scene: Scene, fonts: Fonts): string {
  return new SvgWriter(fonts).write(scene);
}

class SvgWriter {
  private readonly fonts: Fonts;
  private readonly glyphs = new Map<string, GlyphOutline>();
  private readonly definitions: string[] = [];
  private clips = 0;

  constructor(fonts: Fonts) {
    this.fonts = fonts;
  }

  write({ width, height, description, commands }: Scene): string {
    const body = commands.map((command) => this.command(command)).join('\n');
    const glyphs = Array.from(this.glyphs.values(), ({ id, outline }) => {
      return `<path id="${id}" d="${outlineData(outline)}"/>`;
    });
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"` +
        ` role="img" aria-label="${escaped(description)}">`,
      `<defs>${[...glyphs, ...this.definitions].join('\n')}</defs>`,
      body,
      '</svg>\n',
    ].join('\n');
  }

  private command(command: Command): string {
    switch (command.kind) {
      case 'rectangle': {
        const { x, y, width, height, radius = 0, fill } = command;
        const rounded = radius > 0 ? ` rx="${radius}"` : '';
        return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${rounded}${fillOf(fill)}/>`;
      }
      case 'line':
        return `<path d="${lineData(command.line, false)}" fill="none"${strokeOf(command.stroke)}/>`;
      case 'area':
        return `<path d="${lineData(command.line, true)}"${fillOf(command.fill)}/>`;
      case 'slice':
        return sliceElement(command);
      case 'text':
        return this.text(command);
      case 'clip': {
        const id = `clip-${++this.clips}`;
        const { x, y, width, height } = command.box;
        this.definitions.push(
          `<clipPath id="${id}"><rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"/></clipPath>`,
        );
        return `<g clip-path="url(#${id})">\n${command.inside.map((inner) => this.command(inner)).join('\n')}\n</g>`;
      }
    }
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

function sliceElement({ center, radius, from, to, fill }: SliceCommand): string {
  if (to - from > 2 * Math.PI - 1e-6) {
    return `<circle cx="${short(center.x)}" cy="${short(center.y)}" r="${short(radius)}"${fillOf(fill)}/>`;
  }
  const point = (angle: number) =>
    `${short(center.x + radius * Math.sin(angle))} ${short(center.y - radius * Math.cos(angle))}`;
  const large = to - from > Math.PI ? 1 : 0;
  const r = short(radius);
  const d = `M${short(center.x)} ${short(center.y)}L${point(from)}A${r} ${r} 0 ${large} 1 ${point(to)}Z`;
  return `<path d="${d}"${fillOf(fill)}/>`;
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
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${short(dash[0])} ${short(dash[1])}"`;
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
