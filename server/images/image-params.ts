import { z } from 'zod';

/** What names an image on the engine: every job of one has at least these. */
export const imageParams = z.object({
  id: z.uuid(),
  alias: z.string(),
  /** Null: the provider's. */
  tenantId: z.uuid().nullable(),
});
export type ImageParams = z.infer<typeof imageParams>;

/** The property by which what a job has made is known again: its value is the id of our row. */
export const idProperty = 'berth.id';
/** Whose own it is: its value is the tenant's id. */
export const tenantProperty = 'berth.tenant';

/** No alias of the form that the provider's images have, so that no loop takes it for one. */
export function ownAlias(id: string): string {
  return `berth-image-${id}`;
}
