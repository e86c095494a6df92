import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { firstParts, kindDraft } from '../kinds/kind-drafts.ts';
import { type Draft, needsPassphrase, ownSize } from './draft.ts';

/** What is typed into a form is for the form alone: a shell keeps what it was given. */
export const passphrasePlace = '<passphrase>';
export const secretPlace = (name: string) => `<value of ${name || 'the variable'}>`;

/** The body of the API call that makes the same instance. */
export function toApiBody(options: CreateOptions, draft: Draft): Record<string, unknown> {
  const { planId, size, kind, name, imageId, vault } = draft;
  const { hasLogin, disk } = factsOf(kind);
  const settings = settingsOf(draft);
  return {
    tenant: options.tenant.slug,
    kind,
    name: name.trim(),
    ...(disk === 'image' && imageId !== '' && { imageId }),
    ...(Object.keys(settings).length > 0 && { settings }),
    ...(planId === ownSize ? size : { planId }),
    ...(hasLogin && loginOf(draft)),
    ...(vault !== 'none' && { vault }),
    ...(needsPassphrase(options, draft) && { passphrase: passphrasePlace }),
  };
}

function loginOf({ sshKeyIds, wantsRootPassword, userData }: Draft): Record<string, unknown> {
  return {
    ...(sshKeyIds.length > 0 && { sshKeyIds }),
    ...(wantsRootPassword && { wantsRootPassword }),
    ...(userData !== '' && { userData }),
  };
}

/** What its kind takes, without what would be so anyway; secret values are no part of it. */
function settingsOf(draft: Draft): Record<string, unknown> {
  const { settings } = kindDraft(draft.kind);
  const [typed, usual] = [settings(draft), settings(firstParts())];
  // As the API reads it, where it is right already: "8080" is a number there.
  const read = factsOf(draft.kind).settings.safeParse(typed).data ?? typed;
  const changed = Object.keys(typed).filter((key) => !isSame(typed[key], usual[key]));
  return Object.fromEntries(changed.map((key) => [key, withoutSecrets(read[key])]));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function withoutSecrets(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) => (isSecret(item) ? { ...item, value: secretPlace(item.name) } : item));
}

function isSecret(item: unknown): item is { name: string; isSecret: true } {
  return typeof item === 'object' && item !== null && 'isSecret' in item && item.isSecret === true;
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
