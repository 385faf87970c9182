/** Parameters of calls that are about series. */
import { z } from 'zod';

/** Series in one answer. */
export const MAX_DESCRIBED = 10_000;

/** `pattern=a.*&pattern=b`: one, or several of them. */
export const patternsParameter = z
  .union([z.string(), z.array(z.string())])
  .transform((written) => [written].flat())
  .pipe(z.array(z.string().min(1).max(10_000)).min(1).max(1000));
