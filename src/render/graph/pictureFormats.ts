/** `format=png`, `svg` and `pdf`; as in graphite-web, `outputFormat` decides where it is given. */
import type { PictureFormat } from '../format.ts';
import { wordOf } from './parameters.ts';
import type { PictureName } from './picture.ts';

const NAMES: readonly PictureName[] = ['png', 'svg', 'pdf'];

/** All that draws is loaded with the first picture: a start without any does not wait for it. */
export const pictures: readonly PictureFormat[] = NAMES.map((name) => ({
  name,
  async draw(series, options, request) {
    const asked = wordOf(request.parameters, 'outputFormat', NAMES);
    const { picture } = await import('./picture.ts');
    return picture(asked ?? name, series, options, request);
  },
}));
