/**
 * A piece of a dashboard that stands for itself in both formats, such as a panel or a variable. Its two functions say what
 * they understand; what they do not is kept in `grafana` on our side and in `plumbago` on Grafana's, so that nothing of
 * a piece is lost in either direction, whatever the two functions do.
 *
 * Grafana's pieces are in their bare form here: without the members that say what is meant anyway (see bare.ts).
 */
import { type ReadContext, readAgain, type WriteContext } from './context.ts';
import { isObject, type JsonObject, without } from './json.ts';
import { giveBack, keep } from './kept.ts';

export interface Unit<Ours extends { grafana?: JsonObject | undefined }> {
  /** What is understood of a piece, without `grafana`. */
  read(grafana: JsonObject, context: ReadContext): Ours;
  /** What is understood of ours. */
  write(ours: Ours, context: WriteContext): JsonObject;
  /** The bare form of a piece. */
  bare(grafana: JsonObject, context: WriteContext): JsonObject;
  /** Whether a piece that was put together again is one of ours. Somebody may have edited the file. */
  isValid(ours: unknown): boolean;
}

/** Our piece, with all that Grafana's said. */
export function readUnit<Ours extends { grafana?: JsonObject | undefined }>(
  unit: Unit<Ours>,
  grafana: JsonObject,
  context: ReadContext,
): Ours {
  const ours = readWithKept(unit, without(grafana, 'plumbago'), context);
  if (!isObject(grafana['plumbago'])) return ours;
  const restored = giveBack(ours as JsonObject, grafana['plumbago']);
  return unit.isValid(restored) ? (restored as Ours) : ours;
}

function readWithKept<Ours extends { grafana?: JsonObject | undefined }>(
  unit: Unit<Ours>,
  grafana: JsonObject,
  context: ReadContext,
): Ours {
  const ours = unit.read(grafana, context);
  const kept = keep(grafana, unit.bare(unit.write(ours, context.write), context.write));
  return kept === null ? ours : { ...ours, grafana: { ...kept, ...ours.grafana } };
}

/** Grafana's piece in its bare form, with what was kept of it, and with what it has no word for in `plumbago`. */
export function writeUnit<Ours extends { grafana?: JsonObject | undefined }>(
  unit: Unit<Ours>,
  ours: Ours,
  context: WriteContext,
): JsonObject {
  const bare = unit.bare(unit.write(ours, context), context);
  const written = without(unit.bare(giveBack(bare, ours.grafana), context), 'plumbago');
  const lost = keep(ours as JsonObject, readWithKept(unit, written, readAgain(context)) as JsonObject);
  return lost === null ? written : { ...written, plumbago: lost };
}
