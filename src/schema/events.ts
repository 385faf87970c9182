/** What senders of events and the server say to each other: Graphite's shapes, checked. */
import { z } from 'zod';

/** Whoever means more than this means a log. */
const MAX_WHAT = 1000;
const MAX_DATA = 65_536;
const MAX_TAGS = 100;
const MAX_TAG = 250;
/** The end of the year 9999. Milliseconds of any recent day are beyond it. */
const MAX_SECONDS = 253_402_300_799;

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Tags hold no blanks and no commas, for both separate them wherever tags are written in one text. */
export function tagsIn(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((each) => each.split(/[\s,]+/)).filter(Boolean))];
}

/** POST /events/. Members that are not named here are ignored, as graphite-web ignores them. */
export const eventRequest = z.object({
  what: text.pipe(z.string().trim().min(1).max(MAX_WHAT)),
  /** Seconds since 1970, fractions are dropped; without it, now. */
  when: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d+(\.\d+)?$/, 'seconds since 1970')
        .transform(Number),
    ])
    .pipe(z.number().min(0).max(MAX_SECONDS, 'seconds since 1970, not milliseconds').transform(Math.floor))
    .nullish(),
  /** A list, or one text with blanks or commas between the tags. */
  tags: z
    .union([z.string(), z.array(text)], 'a list of texts, or one text with blanks between the tags')
    .nullish()
    .transform((written) => tagsIn([written ?? []].flat()))
    .pipe(z.array(z.string().max(MAX_TAG)).max(MAX_TAGS)),
  data: text
    .pipe(z.string().max(MAX_DATA))
    .nullish()
    .transform((written) => written ?? ''),
});

/** One event, as all of `/events` answers it. */
export const eventAnswer = z.object({
  /** Seconds since 1970, whole. */
  when: z.number(),
  what: z.string(),
  data: z.string(),
  tags: z.array(z.string()).readonly(),
  id: z.number().int(),
});
export type EventAnswer = z.infer<typeof eventAnswer>;
export const eventsAnswer = z.array(eventAnswer);
