/** The stable name of an open vault's device on its node: the helper's, which takes it away before it closes it. */
export function deviceName(vaultId: string): string {
  return `/dev/berth/vault-${vaultId}`;
}
