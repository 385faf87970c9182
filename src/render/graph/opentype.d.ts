/** The part of opentype.js that pictures use; the package brings no types of its own. */
declare module 'opentype.js' {
  export interface PathCommand {
    readonly type: 'M' | 'L' | 'Q' | 'C' | 'Z';
    readonly x: number;
    readonly y: number;
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  }

  export interface Glyph {
    readonly index: number;
    /** In units of the em. */
    readonly advanceWidth?: number;
    readonly path: { readonly commands: readonly PathCommand[] };
  }

  export interface Font {
    readonly unitsPerEm: number;
    readonly ascender: number;
    readonly descender: number;
    readonly glyphs: { get(index: number): Glyph };
    readonly substitution: {
      /** Pairs of glyphs of a feature that replaces one by one; undefined in a font without it. */
      getSingle(feature: string): readonly { readonly sub: number; readonly by: number }[] | undefined;
    };
    /** 0 where the font has no such character. */
    charToGlyphIndex(character: string): number;
  }

  /** Reads TTF, OTF and WOFF. @throws Error when it is none of them. */
  function parse(bytes: ArrayBuffer): Font;

  const opentype: { readonly parse: typeof parse };
  export default opentype;
}
