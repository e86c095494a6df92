/** A vault's key as it is stored. `wrapperVersion` is of the key that wrapped it. */
export type WrappedKey = {
  wrapper: string;
  wrapperVersion: string;
  ciphertext: Uint8Array<ArrayBuffer>;
};

/**
 * Keeps keys of vaults for the provider. A wrapped key opens for the vault that it was wrapped for and for no other.
 * `unwrap` gives a buffer that the caller wipes, and throws an AppError that says what stands in the way.
 */
export type KeyWrapper = {
  name: string;
  wrap(vaultId: string, key: Buffer): Promise<WrappedKey>;
  unwrap(vaultId: string, wrapped: WrappedKey): Promise<Buffer>;
};
