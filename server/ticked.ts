import { z } from 'zod';

/** A box of a form: one that is not ticked is not in what the page sends. */
export const ticked = z.literal('on').optional().transform(Boolean);
