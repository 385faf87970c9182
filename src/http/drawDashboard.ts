/** Draws a dashboard or a panel for a request. All that draws is below this file, which is loaded with the first picture. */
import { dashboardPicture, type PictureView, panelPicture } from '../dashboards/picture/dashboardPicture.ts';
import type { PictureWorld } from '../dashboards/picture/pictureWorld.ts';
import { type PdfPage, pdf, pdfOfPages } from '../render/graph/pdf.ts';
import type { PictureName } from '../render/graph/picture.ts';
import { png } from '../render/graph/png.ts';
import { svgInTurns } from '../render/graph/svg.ts';
import type { Dashboard } from '../schema/dashboard.ts';
import type { SnapshotContent } from '../schema/dashboards.ts';
import type { Scene } from '../view/scene/scene.ts';
import { HttpError } from './httpError.ts';
import { pictureWorld } from './pictureWorld.ts';
import type { Call } from './route.ts';
import { shippedFonts } from './shippedFonts.ts';

export interface PictureWishes {
  readonly format: PictureName;
  /** Id of one panel; the whole dashboard when missing. */
  readonly panel: string | undefined;
  /** Pixels; by what is drawn when missing. */
  readonly width: number | undefined;
  /** Of a single panel. */
  readonly height: number | undefined;
  /** How pages of a PDF lie. */
  readonly paper: 'landscape' | 'portrait';
}

/** What there is now, or a snapshot with its data. */
export interface PictureSource {
  readonly dashboard: Dashboard;
  readonly frozen?: SnapshotContent;
}

const PANEL = { width: 800, height: 400 };
const DASHBOARD_WIDTH = 1200;
/** Of a page that stands upright: letters are then as large as on one that lies. */
const PORTRAIT_WIDTH = 850;
/** Of A4, in points. */
const [LONG, SHORT] = [841.89, 595.28];
const MOST_PIXELS = 2 ** 24;

/** @throws HttpError 404 when there is no such panel, 422 for a picture that would be too large */
export async function drawDashboard(
  call: Call,
  { dashboard, frozen }: PictureSource,
  view: PictureView,
  wishes: PictureWishes,
): Promise<Buffer> {
  const { format, panel, paper } = wishes;
  const world = pictureWorld(call, { zone: view.zone, frozen }, shippedFonts);
  if (panel !== undefined) {
    const size = { width: wishes.width ?? PANEL.width, height: wishes.height ?? PANEL.height };
    const scene = await panelPicture(dashboard, panel, size, view, world);
    if (scene === null) throw noPanel(panel, dashboard);
    return write(scene, format, world);
  }
  if (format === 'pdf') {
    const upright = paper === 'portrait';
    const sheet = upright ? { width: SHORT, height: LONG } : { width: LONG, height: SHORT };
    const width = wishes.width ?? (upright ? PORTRAIT_WIDTH : DASHBOARD_WIDTH);
    const height = Math.round((width * sheet.height) / sheet.width);
    const scenes = await dashboardPicture(dashboard, { width, height }, view, world);
    const pages = scenes.map((scene): PdfPage => ({ scene, paper: sheet }));
    return pdfOfPages(pages, shippedFonts, dashboard.title, world.othersTurn);
  }
  const width = wishes.width ?? DASHBOARD_WIDTH;
  const [scene] = await dashboardPicture(dashboard, { width }, view, world);
  return write(scene, format, world);
}

async function write(
  scene: Scene,
  format: PictureName,
  { othersTurn }: Pick<PictureWorld, 'othersTurn'>,
): Promise<Buffer> {
  if (format === 'pdf') return pdf(scene, shippedFonts);
  const { width, height } = scene;
  if (format === 'png' && width * height > MOST_PIXELS) {
    throw new HttpError(
      422,
      'too-large',
      `The picture would be ${width} × ${height} pixels, which is too large.`,
      {
        hint: 'Ask for one panel, for a smaller width, or for pages with format pdf; folded rows take no room.',
      },
    );
  }
  const document = await svgInTurns(scene, shippedFonts, othersTurn);
  return format === 'png' ? png(document) : Buffer.from(document);
}

function noPanel(id: string, { title }: Dashboard): HttpError {
  return new HttpError(404, 'not-found', `The dashboard "${title}" has no panel "${id.slice(0, 100)}".`, {
    hint: 'Ids of panels stand in the JSON of the dashboard; a repeated one has its value behind it, such as p3@web01.',
  });
}
