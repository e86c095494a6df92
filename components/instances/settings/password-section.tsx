import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { useWhyNot } from '../use-why-not.ts';
import { RootPasswordButton } from './root-password-button.tsx';

interface PasswordSectionProps {
  instance: InstanceView;
  forbidden: string | undefined;
  action: FormAction;
}

export function PasswordSection({ instance, forbidden, action }: PasswordSectionProps) {
  const t = useTranslations('instances.settings');
  const refusal = useWhyNot(forbidden)('set-root-password', instance);
  return (
    <Section framed title={t('password')} description={t('passwordAbout')}>
      <div className="flex flex-wrap items-center gap-2">
        <RootPasswordButton id={instance.id} name={instance.name} refusal={refusal} action={action} />
        {refusal && <span className="text-sm text-ink-3">{refusal}</span>}
      </div>
    </Section>
  );
}
