/** Parameters of the own API with which only what has points in a range is listed. */
import { z } from 'zod';

const time = z.string().max(100).optional();

/** The members of an object of parameters; `readActiveRange` takes what they become. */
export const activeParameters = {
  activeOnly: z
    .enum(['0', '1'])
    .default('0')
    .transform((text) => text === '1'),
  from: time,
  until: time,
  tz: time,
};
