/**
 * Lists what a TypeScript file imports, in every form that the language has. Works on the syntax tree, so an import
 * inside a comment or a text is none.
 */
import { parseSync } from 'vite';

export interface ImportSite {
  /** The text between the quotes. */
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
  /** True when nothing of it exists at run time: `import type`, `export type … from`, `import('…').Name` as a type. */
  readonly typeOnly: boolean;
  /** True for `new URL('./x.ts', import.meta.url)`: a file that runs elsewhere, such as a worker thread. */
  readonly asUrl: boolean;
}

/**
 * The imports of one file, in the order of the text. `file` is used for its ending (.ts or .tsx) and in errors.
 * Throws an Error that names file and line when the text does not parse.
 */
export function readImports(file: string, text: string): ImportSite[] {
  const parsed = parseSync(file, text);
  const lineOf = lineFinder(text);
  const mistake = parsed.errors[0];
  if (mistake) throw new Error(`${file}:${lineOf(mistake.labels[0]?.start ?? 0)}: ${mistake.message}`);

  const found: { start: number; site: ImportSite }[] = [];
  const add = (start: number, source: SyntaxNode | undefined, typeOnly: boolean, asUrl = false) => {
    // No source: an export of the file's own; one that is not a text: a specifier that is computed at run time.
    if (typeof source?.value !== 'string') return;
    found.push({ start, site: { specifier: source.value, line: lineOf(start), typeOnly, asUrl } });
  };

  visitNodes(parsed.program, (node) => {
    const source = node.source ?? undefined;
    switch (node.type) {
      // `import { type A }` counts as a value import: without the keyword in front, the file is still loaded.
      case 'ImportDeclaration':
        return add(node.start, source, node.importKind === 'type');
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        return add(node.start, source, node.exportKind === 'type');
      case 'ImportExpression':
        return add(node.start, source, false);
      case 'TSImportType':
        return add(node.start, source, true);
      case 'NewExpression':
        if (node.callee?.name === 'URL' && isSourceFile(node.arguments?.[0]))
          add(node.start, node.arguments?.[0], false, true);
    }
  });

  return found.sort((a, b) => a.start - b.start).map(({ site }) => site);
}

/** The few properties of a node of the syntax tree (ESTree with TypeScript) that matter here. */
interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly source?: SyntaxNode | null;
  readonly value?: unknown;
  readonly name?: string;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly callee?: SyntaxNode;
  readonly arguments?: readonly SyntaxNode[];
}

function visitNodes(value: unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visitNodes(item, visit);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string') visit(value as SyntaxNode);
    for (const part of Object.values(value)) visitNodes(part, visit);
  }
}

function isSourceFile(node: SyntaxNode | undefined): boolean {
  return typeof node?.value === 'string' && /\.tsx?$/.test(node.value);
}

/** Offsets are counted in UTF-16 units, as JavaScript strings are. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
