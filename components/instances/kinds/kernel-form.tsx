import { useTranslations } from 'next-intl';
import { KernelFields } from '#components/deployments/fields/kernel-fields.tsx';
import { Callout } from '#components/ui/callout.tsx';
import type { KindFieldsProps } from './kind-form.ts';

/** A unikernel; where its processor is emulated, or may be, that is said first. */
export function KernelForm({ options, draft, allowances, onChange }: KindFieldsProps) {
  const t = useTranslations('kinds.kernel');
  const kvm = options.kinds.find((one) => one.kind === draft.kind)?.kvm;
  return (
    <div className="flex flex-col gap-5">
      {kvm === 'none' && (
        <Callout tone="warn" title={t('emulated')}>
          {t('emulatedAbout')}
        </Callout>
      )}
      {kvm === 'unknown' && (
        <Callout tone="info" title={t('maybeEmulated')}>
          {t(allowances.allowsEmulation ? 'maybeEmulatedAbout' : 'maybeRefusedAbout')}
        </Callout>
      )}
      <KernelFields
        tenant={options.tenant.slug}
        value={draft.kernel}
        onChange={(part) => onChange({ kernel: { ...draft.kernel, ...part } })}
        uploads={options.uploads}
        maxUploadBytes={allowances.maxUploadBytes}
      />
    </div>
  );
}
