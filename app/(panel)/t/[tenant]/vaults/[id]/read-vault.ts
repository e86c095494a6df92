import { cache } from 'react';
import { getVault } from '#server/vaults/get-vault.ts';

/** Title and page of one request read it once. */
export const readVault = cache(getVault);
