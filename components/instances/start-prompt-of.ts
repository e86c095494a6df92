import type { useTranslations } from 'next-intl';
import type { SecretPrompt } from '#components/ui/action/secret-prompt.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { isShut } from './is-shut.ts';

type Instance = Pick<InstanceView, 'name' | 'vault'>;
type Translate = ReturnType<typeof useTranslations<'instances.passphrase'>>;

/** What is asked before an instance starts whose vault nothing but a passphrase opens; undefined for all others. */
export function startPromptOf({ name, vault }: Instance, t: Translate): SecretPrompt | undefined {
  if (!vault || !isShut(vault)) return undefined;
  return {
    title: t('title', { name }),
    body: t('about', { vault: vault.name }),
    name: 'passphrase',
    label: t('label'),
    hint: t('hint'),
    submitLabel: t('submit'),
  };
}
