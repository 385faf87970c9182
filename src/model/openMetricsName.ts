/** A tag in the form of OpenMetrics, `host="a"`; quotes and backslashes within the value have a backslash before them. */
const TAG = /([^=]+)="((?:\\["\\]|[^"\\])+)"(?:,|$)/y;

/**
 * `disk{host="a",mount="root"}` as Graphite writes it, `disk;host=a;mount=root`; a name in another form comes back as it is. Null
 * when it begins like the one and is not.
 */
export function fromOpenMetrics(name: string): string | null {
  const brace = name.indexOf('{');
  if (brace < 0 || !name.endsWith('"}')) return name;
  const inside = name.slice(brace + 1, -1);
  let graphite = name.slice(0, brace);
  TAG.lastIndex = 0;
  while (TAG.lastIndex < inside.length) {
    const [, tag = '', quoted = ''] = TAG.exec(inside) ?? [];
    const value = quoted.replace(/\\(.)/g, '$1');
    if (tag === '' || `${tag}${value}`.includes(';')) return null;
    graphite += `;${tag}=${value}`;
  }
  return graphite;
}
