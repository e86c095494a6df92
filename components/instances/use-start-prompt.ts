import { useTranslations } from 'next-intl';
import type { InstanceView } from '#server/instances/schema.ts';
import { startPromptOf } from './start-prompt-of.ts';

/** The passphrase that a start needs, for a button or a menu; undefined where none is needed. */
export function useStartPrompt() {
  const t = useTranslations('instances.passphrase');
  return (instance: Pick<InstanceView, 'name' | 'vault'>) => startPromptOf(instance, t);
}
