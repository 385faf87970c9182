/**
 * Scenes as the pages of a PDF (ISO 32000-1). Letters are a Type 3 font made of the outlines in use, so that they look as
 * in the other formats and can still be selected and searched for.
 */
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { cellRuns } from '../../view/scene/cells.ts';
import type { Color } from '../../view/scene/color.ts';
import { colorAt } from '../../view/scene/gradient.ts';
import type {
  Box,
  CellsCommand,
  Command,
  GradientCommand,
  Polyline,
  Scene,
  SliceCommand,
  Stroke,
  TextCommand,
} from '../../view/scene/scene.ts';
import { arcCurves, isWhole, onCircle } from '../../view/scene/slicePath.ts';
import type { Fonts, GlyphOutline } from './fonts.ts';

const compress = promisify(deflate);

/** A scene, and the paper that it fills. */
export interface PdfPage {
  readonly scene: Scene;
  /** Points; the scene's own pixels when missing. */
  readonly paper?: { readonly width: number; readonly height: number };
}

/** A page of the scene's own size. */
export function pdf(scene: Scene, fonts: Fonts): Promise<Buffer> {
  return pdfOfPages([{ scene }], fonts, scene.description);
}

/** `othersTurn` is awaited between pages. */
export async function pdfOfPages(
  pages: readonly PdfPage[],
  fonts: Fonts,
  title: string,
  othersTurn: () => Promise<void> = async () => {},
): Promise<Buffer> {
  const content = new ContentWriter(fonts);
  const texts: string[] = [];
  for (const page of pages) {
    texts.push(content.write(page));
    await othersTurn();
  }
  const file = new PdfFile();
  const catalog = file.reserve();
  const tree = file.reserve();
  const ids = pages.map(() => file.reserve());
  const contents = await Promise.all(texts.map((text) => file.addStream(text)));
  const faces = await Promise.all(content.faces.map((face) => addFace(file, face)));
  const fontList = faces.map((id, i) => `/F${i} ${id} 0 R`).join(' ');
  const states = Array.from(content.alphas, ([alpha, name]) => `/${name} <</ca ${alpha} /CA ${alpha}>>`).join(
    ' ',
  );
  const resources = file.add(`<</Font <<${fontList}>> /ExtGState <<${states}>>>>`);
  file.set(catalog, `<</Type /Catalog /Pages ${tree} 0 R>>`);
  file.set(tree, `<</Type /Pages /Kids [${ids.map((id) => `${id} 0 R`).join(' ')}] /Count ${ids.length}>>`);
  pages.forEach((page, i) => {
    const { width, height } = paperOf(page);
    file.set(
      ids[i],
      `<</Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${numbers(width, height)}] /Contents ${contents[i]} 0 R` +
        ` /Group <</S /Transparency /CS /DeviceRGB>> /Resources ${resources} 0 R>>`,
    );
  });
  const info = file.add(`<</Title ${hexText(title)} /Producer (Plumbago)>>`);
  return file.bytes(catalog, info);
}

function paperOf({ scene, paper }: PdfPage): { readonly width: number; readonly height: number } {
  return paper ?? scene;
}

/** Up to 256 glyphs of one size of em, numbered by the bytes of the texts that use them. */
interface Face {
  readonly unitsPerEm: number;
  readonly glyphs: { readonly glyph: GlyphOutline; readonly character: string }[];
}

/** Translates commands into operators; remembers the letters and alphas in use on all pages. */
class ContentWriter {
  readonly faces: Face[] = [];
  /** Name of the graphics state of each alpha. */
  readonly alphas = new Map<number, string>();
  private readonly fonts: Fonts;
  private readonly codes = new Map<string, { readonly face: number; readonly code: number }>();
  private out: string[] = [];

  constructor(fonts: Fonts) {
    this.fonts = fonts;
  }

  /** The content of one page. */
  write(page: PdfPage): string {
    const { scene } = page;
    const paper = paperOf(page);
    // PDF counts from the lower left corner upwards.
    const [across, down] = [paper.width / scene.width, paper.height / scene.height];
    this.out = [`${across.toFixed(5)} 0 0 ${(-down).toFixed(5)} 0 ${numbers(paper.height)} cm`];
    for (const command of scene.commands) this.command(command);
    return this.out.join('\n');
  }

  private command(command: Command): void {
    switch (command.kind) {
      case 'rectangle':
        this.paint(command.fill);
        this.out.push(`${rectanglePath(command)} f`);
        return;
      case 'gradient':
        this.gradient(command);
        return;
      case 'cells':
        this.cells(command);
        return;
      case 'mark':
        for (const inner of command.inside) this.command(inner);
        return;
      case 'line':
        this.stroke(command.stroke);
        this.out.push(linePath(command.line, false), 'S');
        return;
      case 'area':
        this.paint(command.fill);
        this.out.push(linePath(command.line, true), 'f');
        return;
      case 'slice':
        this.paint(command.fill);
        this.out.push(slicePath(command), 'f');
        return;
      case 'text':
        this.text(command);
        return;
      case 'move':
        this.out.push(`q 1 0 0 1 ${numbers(command.x, command.y)} cm`);
        for (const inner of command.inside) this.command(inner);
        this.out.push('Q');
        return;
      case 'clip': {
        const { x, y, width, height } = command.box;
        this.out.push(`q ${numbers(x, y, width, height)} re W n`);
        for (const inner of command.inside) this.command(inner);
        this.out.push('Q');
      }
    }
  }

  /**
   * Strips within the shape, each of one colour and as long as all that is left, so that no seams show between them. Steps
   * of two pixels are seen by nobody.
   */
  private gradient(command: GradientCommand): void {
    const { x, y, width, height, towards, stops } = command;
    const along = towards === 'right' ? width : height;
    const strips = Math.max(1, Math.min(256, Math.ceil(along / 2)));
    this.out.push(`q ${rectanglePath(command)} W n`);
    for (let i = 0; i < strips; i++) {
      const from = (along * i) / strips;
      this.paint(colorAt(stops, (i + 0.5) / strips));
      this.out.push(
        towards === 'right'
          ? `${numbers(x + from, y, width - from, height)} re f`
          : `${numbers(x, y, width, height - from)} re f`,
      );
    }
    this.out.push('Q');
  }

  private cells(command: CellsCommand): void {
    for (const [place, runs] of cellRuns(command)) {
      this.paint(command.palette[place]);
      for (const { x, y, width, height } of runs) this.out.push(`${numbers(x, y, width, height)} re`);
      this.out.push('f');
    }
  }

  private paint(color: Color): void {
    this.out.push(`/${this.stateOf(color.a)} gs ${channels(color)} rg`);
  }

  private stroke({ color, width, dash = [], round = false }: Stroke): void {
    // A pattern of nothing but zeros is an error in PDF.
    const pattern = dash.some((length) => length > 0) ? numbers(...dash) : '';
    const join = width > 2.5 ? 1 : 2;
    this.out.push(
      `/${this.stateOf(color.a)} gs ${channels(color)} RG ${numbers(width)} w ${round ? 1 : 0} J ${join} j [${pattern}] 0 d`,
    );
  }

  private stateOf(alpha: number): string {
    const rounded = short(alpha);
    const known = this.alphas.get(rounded);
    if (known !== undefined) return known;
    const name = `A${this.alphas.size}`;
    this.alphas.set(rounded, name);
    return name;
  }

  private text({ text, font, x, y, color, rotate = 0 }: TextCommand): void {
    const angle = (rotate * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.paint(color);
    this.out.push('BT');
    let face = -1;
    let pending = '';
    const flush = () => {
      if (pending !== '') this.out.push(`<${pending}> Tj`);
      pending = '';
    };
    for (const { glyph, character, x: offset } of this.fonts.layOut(text, font)) {
      const place = this.codeOf(glyph, character);
      if (place.face !== face) {
        flush();
        face = place.face;
        // Upside down, because the page is.
        const matrix = [cos, sin, sin, -cos].map((value) => value.toFixed(5)).join(' ');
        this.out.push(
          `/F${face} ${numbers(font.size)} Tf ${matrix} ${numbers(x + offset * cos, y + offset * sin)} Tm`,
        );
      }
      pending += place.code.toString(16).padStart(2, '0');
    }
    flush();
    this.out.push('ET');
  }

  private codeOf(glyph: GlyphOutline, character: string): { readonly face: number; readonly code: number } {
    // The same empty box stands for many characters, which are to be found all the same.
    const key = `${glyph.id} ${character}`;
    const known = this.codes.get(key);
    if (known !== undefined) return known;
    let face = this.faces.findIndex(
      ({ unitsPerEm, glyphs }) => unitsPerEm === glyph.unitsPerEm && glyphs.length < 256,
    );
    if (face < 0) face = this.faces.push({ unitsPerEm: glyph.unitsPerEm, glyphs: [] }) - 1;
    const place = { face, code: this.faces[face].glyphs.push({ glyph, character }) - 1 };
    this.codes.set(key, place);
    return place;
  }
}

/** A Type 3 font: a small program for each glyph, and a table from codes to characters for those who search. */
async function addFace(file: PdfFile, { unitsPerEm, glyphs }: Face): Promise<number> {
  const programs = await Promise.all(
    glyphs.map(({ glyph }) =>
      file.addStream(`${glyph.advance} 0 ${glyphBox(glyph)} d1\n${outlinePath(glyph)}`),
    ),
  );
  const toUnicode = await file.addStream(unicodeMap(glyphs.map(({ character }) => character)));
  const scale = (1 / unitsPerEm).toFixed(9);
  const names = glyphs.map((_, code) => `/g${code}`).join(' ');
  const procedures = programs.map((id, code) => `/g${code} ${id} 0 R`).join(' ');
  const widths = glyphs.map(({ glyph }) => glyph.advance).join(' ');
  return file.add(
    `<</Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [${scale} 0 0 ${scale} 0 0]` +
      ` /FirstChar 0 /LastChar ${glyphs.length - 1} /Widths [${widths}]` +
      ` /Encoding <</Type /Encoding /Differences [0 ${names}]>> /CharProcs <<${procedures}>>` +
      ` /Resources <<>> /ToUnicode ${toUnicode} 0 R>>`,
  );
}

function unicodeMap(characters: readonly string[]): string {
  const pairs = characters.map(
    (character, code) => `<${code.toString(16).padStart(2, '0')}> <${utf16(character)}>`,
  );
  const blocks: string[] = [];
  // The format allows a hundred a block.
  for (let i = 0; i < pairs.length; i += 100) {
    const some = pairs.slice(i, i + 100);
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CMapName /Characters def /CMapType 2 def',
    '1 begincodespacerange <00> <ff> endcodespacerange',
    ...blocks,
    'endcmap end end',
  ].join('\n');
}

function glyphBox({ outline }: GlyphOutline): string {
  const drawn = outline.filter(({ type }) => type !== 'Z');
  if (drawn.length === 0) return '0 0 0 0';
  const xs = drawn.flatMap(({ x, x1 = x, x2 = x }) => [x, x1, x2]);
  const ys = drawn.flatMap(({ y, y1 = y, y2 = y }) => [y, y1, y2]);
  return numbers(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
}

/** PDF has cubic curves only; a quadratic one is the cubic one whose handles reach two thirds of the way. */
function outlinePath({ outline }: GlyphOutline): string {
  const parts: string[] = [];
  let [atX, atY] = [0, 0];
  for (const { type, x, y, x1, y1, x2, y2 } of outline) {
    if (type === 'Z') {
      parts.push('h');
      continue;
    }
    if (type === 'M') parts.push(`${numbers(x, y)} m`);
    else if (type === 'L') parts.push(`${numbers(x, y)} l`);
    else if (type === 'C') parts.push(`${numbers(x1, y1, x2, y2, x, y)} c`);
    else {
      const handle = (from: number, control: number) => from + ((control - from) * 2) / 3;
      parts.push(`${numbers(handle(atX, x1), handle(atY, y1), handle(x, x1), handle(y, y1), x, y)} c`);
    }
    [atX, atY] = [x, y];
  }
  return `${parts.join(' ')} f`;
}

function linePath({ points, starts }: Polyline, closed: boolean): string {
  let path = '';
  for (let part = 0; part < starts.length; part++) {
    const begin = starts[part];
    const end = starts[part + 1] ?? points.length;
    path += `${numbers(points[begin], points[begin + 1])} m\n`;
    for (let i = begin + 2; i < end; i += 2) path += `${numbers(points[i], points[i + 1])} l\n`;
    if (closed) path += 'h\n';
  }
  return path;
}

/** Handle of a cubic curve that is a quarter of a circle, as a share of its radius. */
const QUARTER = (4 / 3) * Math.tan(Math.PI / 8);

function rectanglePath({ x, y, width, height, radius = 0 }: Box & { readonly radius?: number }): string {
  if (radius === 0) return `${numbers(x, y, width, height)} re`;
  const r = Math.min(radius, width / 2, height / 2);
  const h = r * (1 - QUARTER);
  const [right, bottom] = [x + width, y + height];
  return [
    `${numbers(x + r, y)} m`,
    `${numbers(right - r, y)} l ${numbers(right - h, y, right, y + h, right, y + r)} c`,
    `${numbers(right, bottom - r)} l ${numbers(right, bottom - h, right - h, bottom, right - r, bottom)} c`,
    `${numbers(x + r, bottom)} l ${numbers(x + h, bottom, x, bottom - h, x, bottom - r)} c`,
    `${numbers(x, y + r)} l ${numbers(x, y + h, x + h, y, x + r, y)} c h`,
  ].join(' ');
}

/** The hole of a ring goes the other way round, which leaves it empty. */
function slicePath(slice: SliceCommand): string {
  const { center, radius, inner = 0, from, to } = slice;
  const arc = (r: number, begin: number, end: number) =>
    arcCurves(center, r, begin, end)
      .map((curve) => `${numbers(...curve)} c`)
      .join(' ');
  const at = (r: number, angle: number) => {
    const { x, y } = onCircle(center, r, angle);
    return numbers(x, y);
  };
  const outer = `${at(radius, from)} m ${arc(radius, from, to)}`;
  if (isWhole(slice)) {
    return inner === 0 ? `${outer} h` : `${outer} h ${at(inner, to)} m ${arc(inner, to, from)} h`;
  }
  if (inner === 0) return `${outer} ${at(0, 0)} l h`;
  return `${outer} ${at(inner, to)} l ${arc(inner, to, from)} h`;
}

/** Numbered objects, and the table of where they begin. */
class PdfFile {
  /** Bodies by number; the first has number 1. */
  private readonly objects: Buffer[] = [];

  /** A number whose object comes later. */
  reserve(): number {
    return this.objects.push(Buffer.alloc(0));
  }

  set(id: number, body: string): void {
    this.objects[id - 1] = Buffer.from(body, 'latin1');
  }

  add(body: string): number {
    return this.objects.push(Buffer.from(body, 'latin1'));
  }

  async addStream(text: string): Promise<number> {
    const id = this.reserve();
    const data = await compress(Buffer.from(text, 'latin1'));
    const head = `<</Length ${data.length} /Filter /FlateDecode>>\nstream\n`;
    this.objects[id - 1] = Buffer.concat([
      Buffer.from(head, 'latin1'),
      data,
      Buffer.from('\nendstream', 'latin1'),
    ]);
    return id;
  }

  bytes(catalog: number, info: number): Buffer {
    // Bytes beyond ASCII in the second line tell programs that carry files that this is no text.
    const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
    let length = parts[0].length;
    const offsets = this.objects.map((body, i) => {
      const offset = length;
      const wrapped = [Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')];
      parts.push(...wrapped);
      for (const part of wrapped) length += part.length;
      return offset;
    });
    const count = offsets.length + 1;
    const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    parts.push(
      Buffer.from(
        `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Size ${count} /Root ${catalog} 0 R /Info ${info} 0 R>>\n` +
          `startxref\n${length}\n%%EOF\n`,
      ),
    );
    return Buffer.concat(parts);
  }
}

function channels({ r, g, b }: Color): string {
  return [r, g, b].map((channel) => (channel / 255).toFixed(3)).join(' ');
}

function numbers(...values: readonly number[]): string {
  let text = '';
  for (const value of values) text += text === '' ? short(value) : ` ${short(value)}`;
  return text;
}

/** Hundredths; never with an exponent, which PDF does not know. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}

function utf16(text: string): string {
  let hex = '';
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, '0');
  return hex;
}

/** A text of any characters, as UTF-16 with its mark. */
function hexText(text: string): string {
  return `<feff${utf16(text)}>`;
}
