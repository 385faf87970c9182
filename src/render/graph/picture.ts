/** Pictures of series, with graphite-web's options and our own looks. */
import type { Series } from '../../query/series.ts';
import type { Scene } from '../../view/scene/scene.ts';
import type { Rendered, RenderOptions } from '../format.ts';
import { checkedCallback } from '../jsonAnswer.ts';
import type { Fonts } from './fonts.ts';
import type { GraphParameters, GraphRequest } from './graphRequest.ts';
import { lineGraph } from './lineGraph.ts';
import { readGraphOptions } from './options.ts';
import { pdf } from './pdf.ts';
import { pieGraph } from './pieGraph.ts';
import { png } from './png.ts';
import { svg } from './svg.ts';
import { TextWriter } from './texts.ts';

export type PictureName = 'png' | 'svg' | 'pdf';

/** @throws RenderOptionError, TimeError */
export async function picture(
  name: PictureName,
  series: readonly Series[],
  { tz = 'UTC', jsonp }: RenderOptions,
  { parameters, fonts }: GraphRequest,
): Promise<Rendered> {
  const scene = sceneOf(series, parameters, tz, fonts);
  if (name === 'pdf') return { contentType: 'application/pdf', body: await pdf(scene, fonts) };
  const document = svg(scene, fonts);
  if (name === 'png') return { contentType: 'image/png', body: await png(document) };
  if (jsonp === undefined) return { contentType: 'image/svg+xml', body: Buffer.from(document) };
  const call = `${checkedCallback(jsonp)}(${JSON.stringify(document)})`;
  return { contentType: 'text/javascript', body: Buffer.from(call) };
}

/** @throws RenderOptionError, TimeError */
function sceneOf(series: readonly Series[], parameters: GraphParameters, zone: string, fonts: Fonts): Scene {
  const options = readGraphOptions(parameters);
  const writer = new TextWriter(fonts);
  return options.type === 'pie'
    ? pieGraph(series, options, writer)
    : lineGraph(series, options, zone, writer);
}
