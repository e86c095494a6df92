import type { KindComparison } from '#server/comparison/schema.ts';

/** What was measured of the kinds on this installation. */
export type Measured = Pick<KindComparison, 'kind' | 'start' | 'memory'>[];
