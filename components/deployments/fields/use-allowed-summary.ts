import { useTranslations } from 'next-intl';
import type { ContainerDraft } from './container-draft.ts';
import { presetOf } from './container-presets.ts';

/** What is allowed, in a line: the words of the preset, or how many, and what is unusual beside it. */
export function useAllowedSummary() {
  const t = useTranslations('kinds.container.allowed');
  const tPreset = useTranslations('kinds.container.capabilities.preset');
  return ({ capabilities, outgoing, readOnlyRoot, devices, seccomp }: ContainerDraft): string => {
    const preset = presetOf(capabilities);
    const parts = [
      preset ? tPreset(preset) : t('capabilityCount', { count: capabilities.length }),
      outgoing ? undefined : t('noOutgoing'),
      readOnlyRoot ? t('readOnly') : undefined,
      devices.length > 0 ? devices.join(', ') : undefined,
      seccomp === 'default' ? undefined : t(`seccomp.${seccomp}`),
    ];
    return parts.filter(Boolean).join(' · ');
  };
}
