import { z } from 'zod';

/** Where the lines come from: what the guest keeps, what it says on its console, or what runs in its shell. */
export const logSources = ['journal', 'file', 'console', 'application', 'serial'] as const;
export type LogSource = (typeof logSources)[number];

export const logQuestion = z.object({
  after: z
    .string()
    .max(600, 'log-cursor-invalid')
    .nullable()
    .default(null)
    .describe('The `cursor` of the answer before: what came since. Left out: the last lines'),
  limit: z.coerce.number().int().min(1).max(2000).default(500),
});
export type LogQuestion = z.output<typeof logQuestion>;
export const getLogInput = logQuestion.extend({ id: z.uuid() });

export const logLine = z.object({
  at: z.iso.datetime().nullable().describe('null: the line does not say when it was written'),
  stream: z.enum(['stdout', 'stderr']).nullable(),
  level: z.enum(['error', 'warning']).nullable().describe('As the guest says; null: neither, or not said'),
  text: z.string().describe('Without escape sequences; other control characters as \\x07'),
});
export type LogLine = z.infer<typeof logLine>;

export const logPage = z.object({
  source: z.enum(logSources),
  lines: z.array(logLine),
  unfinished: z.string().describe('The beginning of a line that has no end yet; it comes again'),
  cursor: z.string().nullable(),
  hasMore: z.boolean().describe('There is more already: ask again at once'),
  isCut: z.boolean().describe('What stood between the cursor and these lines is gone'),
});
export type LogPage = z.infer<typeof logPage>;
