import { type Draft, ownSize } from './draft.ts';

/** The body of the API call that makes the same instance. */
export function toApiBody(tenant: string, draft: Draft): Record<string, unknown> {
  const { planId, size, kind, name, imageId, sshKeyIds, wantsRootPassword, userData } = draft;
  return {
    tenant,
    kind,
    name: name.trim(),
    imageId,
    ...(planId === ownSize ? size : { planId }),
    ...(sshKeyIds.length > 0 && { sshKeyIds }),
    ...(wantsRootPassword && { wantsRootPassword }),
    ...(userData !== '' && { userData }),
  };
}

/** A line for a shell. The token stays in a variable, out of the history. */
export function toCurl(origin: string, body: Record<string, unknown>): string {
  const json = JSON.stringify(body, null, 2).replaceAll("'", String.raw`'\''`);
  return [
    `curl ${origin}/api/v1/instances \\`,
    `  -H "Authorization: Bearer $BERTH_TOKEN" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${json}'`,
  ].join('\n');
}
