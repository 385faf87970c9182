interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where the upper left corner of a box goes so that it stands beside a point and inside the window: at the
 * right with `distance` between, else at the left, vertically around the point. Only when neither side has
 * room (a phone) it goes above or below.
 */
export function placeBeside(
  point: { readonly x: number; readonly y: number },
  box: Size,
  window: Size,
  distance = 16,
): { x: number; y: number } {
  const edge = 8;
  const right = point.x + distance;
  const left = point.x - distance - box.width;
  const inHeight = (y: number) => Math.round(Math.max(edge, Math.min(window.height - box.height - edge, y)));
  if (right + box.width + edge <= window.width)
    return { x: Math.round(right), y: inHeight(point.y - box.height / 2) };
  if (left >= edge) return { x: Math.round(left), y: inHeight(point.y - box.height / 2) };
  const x = Math.round(Math.max(edge, Math.min(window.width - box.width - edge, point.x - box.width / 2)));
  const above = point.y - distance * 1.5 - box.height;
  return { x, y: above >= edge ? Math.round(above) : Math.round(point.y + distance * 1.5) };
}
