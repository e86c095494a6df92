import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/field/checkbox.tsx';
import { FoldedSection } from '#components/ui/form/folded-section.tsx';
import type { KindFieldsProps } from './kind-form.ts';

/** Containers inside, where the plan allows them. */
export function LightVmMore({ draft, allowances, onChange }: KindFieldsProps) {
  const t = useTranslations('kinds.nesting');
  const { nesting } = draft.lightVm;
  const isRefused = !allowances.allowsNesting;
  return (
    <FoldedSection title={t('title')} summary={t(nesting ? 'on' : 'off')} fields={['settings.nesting']}>
      <Checkbox
        label={t('label')}
        hint={isRefused ? t('refused') : t('hint')}
        checked={nesting}
        // One that was ticked under another plan can still be taken back.
        disabled={isRefused && !nesting}
        onChange={(event) => onChange({ lightVm: { nesting: event.target.checked } })}
      />
    </FoldedSection>
  );
}
