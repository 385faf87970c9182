import createPurifier from 'dompurify';
import { marked } from 'marked';

const purifier = createPurifier(window);
// A link of a dashboard's text leaves the page alone, and says nothing of it to where it goes.
purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A' || !node.getAttribute('href')?.match(/^[a-z]+:/i)) return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer');
});

/** HTML without anything that runs, loads a page or asks for input. */
export function cleanHtml(html: string): string {
  return purifier.sanitize(html, {
    USE_PROFILES: { html: true, svg: true },
    FORBID_TAGS: ['form', 'input', 'button', 'textarea', 'select', 'iframe', 'style', 'link', 'base'],
    FORBID_ATTR: ['id', 'name'],
  });
}

/** Markdown (as GitHub's, without its HTML being trusted) as clean HTML. */
export function renderMarkdown(text: string): string {
  return cleanHtml(marked.parse(text, { async: false, gfm: true, breaks: false }));
}
