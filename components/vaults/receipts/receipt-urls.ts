/** Where the files lie that prove the end of a vault, under the names that the check asks for. */
export const receiptUrls = {
  json: (vaultId: string) => `/api/vaults/${vaultId}/receipt.json`,
  sig: (vaultId: string) => `/api/vaults/${vaultId}/receipt.sig`,
  publicKey: () => '/api/receipts/berth-receipts.pem',
} as const;
