import { randomFillSync } from 'node:crypto';

export const vaultKeyBytes = 32;

/** 256 random bits in memory of their own (no shared pool): wiping the buffer wipes all there is. */
export function newVaultKey(): Buffer {
  return randomFillSync(Buffer.allocUnsafeSlow(vaultKeyBytes));
}
