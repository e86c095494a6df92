import { getTranslations } from 'next-intl/server';
import { startPromptOf } from '#components/instances/start-prompt-of.ts';
import type { CommandItem } from '#components/layout/shell-props.ts';
import type { InstanceView } from '#server/instances/schema.ts';

/** What the palette asks before it starts an instance, if anything. */
export async function startPrompt(instance: InstanceView): Promise<CommandItem['prompt']> {
  const t = await getTranslations('instances');
  const prompt = startPromptOf(instance, await getTranslations('instances.passphrase'));
  return prompt && { ...prompt, pendingLabel: t('pending.start') };
}
