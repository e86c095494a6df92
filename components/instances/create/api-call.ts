import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { type Draft, needsPassphrase, ownSize } from './draft.ts';

/** What is typed into a form is for the form alone: a shell keeps what it was given. */
export const passphrasePlace = '<passphrase>';

/** The body of the API call that makes the same instance. */
export function toApiBody(options: CreateOptions, draft: Draft): Record<string, unknown> {
  const { planId, size, kind, name, imageId, sshKeyIds, wantsRootPassword, userData, vault } = draft;
  return {
    tenant: options.tenant.slug,
    kind,
    name: name.trim(),
    imageId,
    ...(planId === ownSize ? size : { planId }),
    ...(sshKeyIds.length > 0 && { sshKeyIds }),
    ...(wantsRootPassword && { wantsRootPassword }),
    ...(userData !== '' && { userData }),
    ...(vault !== 'none' && { vault }),
    ...(needsPassphrase(options, draft) && { passphrase: passphrasePlace }),
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
