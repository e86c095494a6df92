import { z } from 'zod';
import { nodeKind } from '#server/nodes/schema.ts';

export const getComparisonInput = z.object({
  tenant: z.string().max(64).optional().describe('The slug of the tenant; operators may leave it out'),
});
export type GetComparisonInput = z.input<typeof getComparisonInput>;

/** Over so many days back. */
export const measuredDays = 30;
/** Of memory: enough for a middle one. What is asked for whenever pages are read must stay small. */
export const measuredInstances = 50;
export const measuredSamples = 60;

const about = z.object({
  boundary: z.string().describe('What an attacker would have to break'),
  shared: z.string().describe('What it has in common with its neighbours'),
  cannot: z.string().describe('What cannot be done in it'),
});

export const kindComparison = z.object({
  ...nodeKind.shape,
  start: z
    .object({
      p50Milliseconds: z.number().int(),
      count: z.number().int(),
      isWithWorkload: z
        .boolean()
        .describe(
          'With the deployment of its first version, until that was found to be up; else until it ran',
        ),
    })
    .nullable()
    .describe(
      `The middle one of how long creations were worked on that went well at the first try, outside of vaults and without waiting in line or for other instances, of the last ${measuredDays} days on this installation; null: not measured here yet`,
    ),
  memory: z
    .object({ p50Bytes: z.number().int(), count: z.number().int().describe('Instances') })
    .nullable()
    .describe(
      `The middle one of the lowest usage of each of the ${measuredInstances} newest instances while it was idle, in its ${measuredSamples} latest measurements, with what runs in it up; null: not measured here yet`,
    ),
  speed: z
    .object({
      requests: z.number().nullable().describe('Requests a second of a small web server'),
      calls: z.number().nullable().describe('System calls a second; null where the kind has none'),
      machine: z.string(),
      measuredAt: z.iso.datetime(),
    })
    .nullable()
    .describe(
      'As a part of what a bare process of the same machine does: the last run of the benchmark of kinds; null: it was not run here yet',
    ),
  about: about.describe('In English'),
});
export type KindComparison = z.infer<typeof kindComparison>;

export const comparison = z.object({ items: z.array(kindComparison) });
export type Comparison = z.infer<typeof comparison>;
