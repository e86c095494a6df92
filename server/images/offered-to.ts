/** What a tenant can choose now: of the provider's images those on offer, and its own. */
export function offeredTo(tenantId: string) {
  return {
    ...{ isEnabled: true, isPresent: true, state: 'ready' },
    OR: [{ tenantId: null }, { tenantId }],
  };
}
