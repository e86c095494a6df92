import { cache } from 'react';
import { getInstance } from '#server/instances/get-instance.ts';

/** Title and page of one request read it once. */
export const readInstance = cache(getInstance);
