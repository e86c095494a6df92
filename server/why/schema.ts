import { z } from 'zod';

/** Why a thing is in the state that it is in: the fields of a view. */
export const whyFields = {
  stateReason: z.string().nullable().describe('Why it is in this state, in English'),
  reason: z
    .string()
    .nullable()
    .describe('The same as a key of the error messages; null where only the text is known'),
  reasonParams: z.record(z.string(), z.union([z.string(), z.number()])),
};

const why = z.object(whyFields);
export type Why = z.infer<typeof why>;
