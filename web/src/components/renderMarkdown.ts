import createPurifier from 'dompurify';
import { marked } from 'marked';

/**
 * Texts of dashboards come from whoever may edit one, and hold values from the address: nothing of them runs, asks for input,
 * loads from elsewhere, leaves its place on the page, or looks like a part of the app.
 */
const purifier = createPurifier(window);

const forbiddenTags = [
  ...['form', 'input', 'button', 'textarea', 'select', 'option', 'fieldset', 'label', 'dialog'],
  ...['iframe', 'object', 'embed', 'audio', 'video', 'source', 'track', 'picture', 'map', 'area'],
  ...['style', 'link', 'base', 'meta', 'template', 'marquee', 'title', 'image', 'filter', 'feimage'],
];
/** `id` and `name` would stand before the page's own; classes and data are what the app knows its parts by. */
const forbiddenAttributes = [
  'id',
  'name',
  'class',
  'srcset',
  'background',
  'poster',
  'ping',
  'autofocus',
  'tabindex',
];

/** What a style may say: how letters and boxes look, not where they are. */
const styleProperties =
  /^(color|background(-color)?|text-(align|decoration(-line|-style|-color)?|transform|indent)|font-(size|style|weight|variant(-numeric)?)|line-height|letter-spacing|vertical-align|white-space|(max-|min-)?(width|height)|padding(-\w+)?|margin(-\w+)?|border(-[\w-]+)?|border-(collapse|spacing)|list-style-type|display|flex(-\w+)?|justify-content|align-items|align-content|(row-|column-)?gap|grid-template-columns|grid-template-rows|opacity|overflow-wrap|fill|stroke(-width)?)$/;

/** The declarations of a style that only change how something looks. */
function cleanStyle(text: string): string {
  const probe = document.createElement('span');
  probe.style.cssText = text;
  return Array.from(probe.style)
    .filter((property) => styleProperties.test(property))
    .map((property) => `${property}: ${probe.style.getPropertyValue(property)}`)
    .filter((declaration) => !/url|image|src\(|attr\(|env\(|:\s*-/i.test(declaration))
    .join('; ');
}

/** The address of a picture of this server, or one that is written out; everything else would tell strangers who looks. */
function isOwnPicture(address: string): boolean {
  try {
    const { origin, protocol, href } = new URL(address, window.location.href);
    return protocol === 'data:'
      ? /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(href)
      : origin === window.location.origin;
  } catch {
    return false;
  }
}

purifier.addHook('uponSanitizeAttribute', (node, data) => {
  const { attrName, attrValue } = data;
  if (attrName === 'style') {
    data.attrValue = cleanStyle(attrValue);
    data.keepAttr = data.attrValue !== '';
  } else if (attrName === 'src') data.keepAttr = isOwnPicture(attrValue);
  // Of drawings only links have a place to go to.
  else if (attrName === 'xlink:href') data.keepAttr = node.tagName.toLowerCase() === 'a';
  else if (/url\s*\(/i.test(attrValue) && attrName !== 'title' && attrName !== 'alt' && attrName !== 'href')
    data.keepAttr = false;
});
// A link of a dashboard's text leaves the page alone, and says nothing of it to where it goes.
purifier.addHook('afterSanitizeAttributes', (node) => {
  // A picture that nobody described says nothing to those who cannot see it, rather than its address.
  if (node.tagName === 'IMG' && !node.hasAttribute('alt')) node.setAttribute('alt', '');
  if (node.tagName.toLowerCase() !== 'a') return;
  node.removeAttribute('target');
  const address = node.getAttribute('href') ?? node.getAttribute('xlink:href');
  if (address === null || isOwnPlace(address)) return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer');
});

function isOwnPlace(address: string): boolean {
  try {
    return new URL(address, window.location.href).origin === window.location.origin;
  } catch {
    return false;
  }
}

/** HTML without anything that runs, loads a page or asks for input. */
export function cleanHtml(html: string): string {
  return purifier.sanitize(html, {
    USE_PROFILES: { html: true, svg: true },
    FORBID_TAGS: forbiddenTags,
    FORBID_ATTR: forbiddenAttributes,
    ALLOW_DATA_ATTR: false,
  });
}

/** Markdown (as GitHub's, without its HTML being trusted) as clean HTML. */
export function renderMarkdown(text: string): string {
  return cleanHtml(marked.parse(text, { async: false, gfm: true, breaks: false }));
}
