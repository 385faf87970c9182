/**
 * Text as outlines of the fonts shipped with the program: the same letters in PNG, SVG and PDF, whatever is installed
 * where they are looked at. Characters that none of the fonts has are an empty box.
 */
import opentype, { type Font, type PathCommand } from 'opentype.js';
import { fitText } from '../../view/scene/fitText.ts';
import type { FontStyle } from '../../view/scene/fontStyle.ts';

/** The bytes of a font of a package, such as `@fontsource/inter/files/inter-latin-400-normal.woff`. */
export type FontReader = (file: string) => Uint8Array;

/** The outline of one character, in units of which `unitsPerEm` make the size of the font. y grows upwards. */
export interface GlyphOutline {
  /** Tells the glyph from all others of all fonts; a valid XML id. */
  readonly id: string;
  readonly unitsPerEm: number;
  readonly advance: number;
  readonly outline: readonly PathCommand[];
}

export interface PlacedGlyph {
  readonly glyph: GlyphOutline;
  readonly character: string;
  /** Distance from the start of the text, in pixels. */
  readonly x: number;
}

/** Parts that the fonts come in, by how likely a character is found in them. */
const SUBSETS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese', 'greek-ext'];
const FAMILIES = { sans: 'inter', mono: 'jetbrains-mono' } as const;
/** JetBrains Mono has no such part. */
const MISSING = new Set(['jetbrains-mono/greek-ext']);
/** Of any width; the fonts do not have them all, such as the narrow one between thousands. */
const SPACE = /^\p{Zs}$/u;
/** Texts measured and not yet forgotten; labels and names of series come again with every picture. */
const MAX_WIDTHS = 20_000;

export class Fonts {
  private readonly read: FontReader;
  private readonly parsed = new Map<string, Font>();
  private readonly glyphs = new Map<string, Map<string, GlyphOutline>>();
  /** Widths at size 1, by face and text. */
  private readonly widths = new Map<string, number>();

  /** Files are read when the first character of theirs is drawn, once. */
  constructor(read: FontReader) {
    this.read = read;
  }

  /** Width of a line of text in pixels. */
  measure(text: string, style: FontStyle): number {
    const key = `${faceOf(style)} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known * style.size;
    let width = 0;
    for (const character of text.normalize()) {
      const { advance, unitsPerEm } = this.glyphOf(character, style);
      width += advance / unitsPerEm;
    }
    if (this.widths.size >= MAX_WIDTHS) this.widths.clear();
    this.widths.set(key, width);
    return width * style.size;
  }

  /** The outlines of a line of text, one after the other. */
  layOut(text: string, style: FontStyle): PlacedGlyph[] {
    let x = 0;
    return Array.from(text.normalize(), (character) => {
      const glyph = this.glyphOf(character, style);
      const placed = { glyph, character, x };
      x += (glyph.advance / glyph.unitsPerEm) * style.size;
      return placed;
    });
  }

  /** The text if it is no wider than `width`, else as much of its beginning and end as fits. */
  fit(text: string, style: FontStyle, width: number): string {
    return fitText(text, style, width, (part, ofStyle) => this.measure(part, ofStyle));
  }

  private glyphOf(character: string, style: FontStyle): GlyphOutline {
    const face = faceOf(style);
    const ofFace = this.glyphs.get(face) ?? new Map<string, GlyphOutline>();
    this.glyphs.set(face, ofFace);
    const known = ofFace.get(character);
    if (known !== undefined) return known;
    const found =
      this.findGlyph(character, style) ??
      (SPACE.test(character) ? this.findGlyph(' ', style) : undefined) ??
      this.missingGlyph(style);
    ofFace.set(character, found);
    return found;
  }

  private findGlyph(character: string, style: FontStyle): GlyphOutline | undefined {
    for (const subset of SUBSETS) {
      if (MISSING.has(`${FAMILIES[style.family]}/${subset}`)) continue;
      const font = this.fontOf(subset, style);
      const index = font.charToGlyphIndex(character);
      if (index > 0) return outlineOf(font, withTabularFigures(font, index), `${faceOf(style)}-${subset}`);
    }
    return undefined;
  }

  private missingGlyph(style: FontStyle): GlyphOutline {
    return outlineOf(this.fontOf('latin', style), 0, `${faceOf(style)}-latin`);
  }

  private fontOf(subset: string, { family, weight, italic }: FontStyle): Font {
    const name = FAMILIES[family];
    const file = `@fontsource/${name}/files/${name}-${subset}-${weight}-${italic ? 'italic' : 'normal'}.woff`;
    const known = this.parsed.get(file);
    if (known !== undefined) return known;
    const bytes = Uint8Array.from(this.read(file));
    const font = opentype.parse(bytes.buffer);
    this.parsed.set(file, font);
    return font;
  }
}

function faceOf({ family, weight, italic }: FontStyle): string {
  return `${family}-${weight}${italic ? 'i' : ''}`;
}

/** Figures of one width, so that numbers below each other line up. */
function withTabularFigures(font: Font, index: number): number {
  return font.substitution.getSingle('tnum')?.find(({ sub }) => sub === index)?.by ?? index;
}

function outlineOf(font: Font, index: number, prefix: string): GlyphOutline {
  const glyph = font.glyphs.get(index);
  return {
    id: `${prefix}-${index}`,
    unitsPerEm: font.unitsPerEm,
    advance: glyph.advanceWidth ?? 0,
    outline: glyph.path.commands,
  };
}
