/** Markdown and HTML as plain lines with a kind each, for pictures: what is bold or linked there is read all the same. */

export interface TextBlock {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'quote' | 'code' | 'rule';
  /** Of headings 1 to 6; of items how deep they lie, from 0. */
  readonly level: number;
  /** Before an item: a bullet or a number. */
  readonly mark: string;
  readonly text: string;
}

const block = (kind: TextBlock['kind'], text: string, level = 0, mark = ''): TextBlock => ({
  kind,
  text,
  level,
  mark,
});

export function textBlocks(content: string, mode: 'markdown' | 'html' | 'code'): TextBlock[] {
  if (mode === 'code') return content.split(/\r?\n/).map((line) => block('code', line));
  return mode === 'html' ? markdownBlocks(htmlToLines(content)) : markdownBlocks(content);
}

/** HTML as the lines of Markdown that look most like it. Scripts and styles are nothing to be read. */
function htmlToLines(html: string): string {
  return html
    .replace(/<(script|style|svg|template)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<h([1-6])\b[^>]*>/gi, (_, level: string) => `\n\n${'#'.repeat(Number(level))} `)
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<(hr)\b[^>]*>/gi, '\n\n---\n\n')
    .replace(/<(br)\b[^>]*>/gi, '  \n')
    .replace(/<\/?(p|div|h[1-6]|ul|ol|table|tr|blockquote|pre|section|header|footer)\b[^>]*>/gi, '\n\n');
}

function markdownBlocks(content: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0) blocks.push(block('paragraph', inline(paragraph.join(' '))));
    paragraph = [];
  };
  let fence: string | null = null;
  for (const raw of content.split(/\r?\n/)) {
    const line = raw.trimEnd();
    const fenced = /^\s*(```|~~~)/.exec(line);
    if (fence !== null) {
      if (fenced?.[1] === fence) fence = null;
      else blocks.push(block('code', raw));
      continue;
    }
    if (fenced) {
      flush();
      fence = fenced[1];
      continue;
    }
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    const item = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/.exec(line);
    const quote = /^>\s?(.*)$/.exec(line);
    if (line.trim() === '') flush();
    else if (heading) {
      flush();
      blocks.push(block('heading', inline(heading[2]), heading[1].length));
    } else if (/^\s*([-*_])(\s*\1){2,}$/.test(line)) {
      flush();
      blocks.push(block('rule', ''));
    } else if (item) {
      flush();
      const mark = /\d/.test(item[2]) ? item[2] : '•';
      blocks.push(block('item', inline(item[3]), Math.min(5, Math.floor(item[1].length / 2)), mark));
    } else if (quote) {
      flush();
      blocks.push(block('quote', inline(quote[1])));
    } else if (/^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(line)) {
      // The line below the headings of a table says nothing.
    } else if (/^\s*\|.*\|$/.test(line)) {
      flush();
      const cells = line.trim().slice(1, -1).split('|');
      blocks.push(block('paragraph', inline(cells.map((cell) => cell.trim()).join('   '))));
    } else {
      paragraph.push(line.trim());
      if (/ {2}$|\\$/.test(raw)) flush();
    }
  }
  flush();
  return blocks;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  deg: '°',
};

/** A line without the signs that say how it looks. */
function inline(text: string): string {
  return text
    .replace(/<[a-z/!][^>]*>/gi, '')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '$2')
    .replace(/(^|[^\w*])[*_](?=\S)([^*_]+)[*_](?!\w)/g, '$1$2')
    .replace(/~~(.+?)~~/g, '$1')
    .replace(/`+([^`]+)`+/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1')
    .replace(/\\$/, '')
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|\w{2,8});/gi, (whole, name: string) => entity(name) ?? whole)
    .trim();
}

function entity(name: string): string | null {
  if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? entities[name] : null;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
