import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import type { NestingView } from '#server/guests/metadata-schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { useWhyNot } from '../use-why-not.ts';

interface NestingSectionProps {
  instance: InstanceView;
  nesting: NestingView;
  forbidden: string | undefined;
  action: FormAction;
}

/** Containers inside: what that changes, and the switch. To switch it off needs no plan. */
export function NestingSection({ instance, nesting, forbidden, action }: NestingSectionProps) {
  const t = useTranslations('guests.nesting');
  const { isOn, isAllowed } = nesting;
  const why = useWhyNot(forbidden)('configure', instance);
  const refusal = why ?? (isOn || isAllowed ? undefined : t('notAllowed'));
  const word = isOn ? 'off' : 'on';
  const { id, name, state } = instance;
  return (
    <Section framed title={t('title')} description={t('about')}>
      <div className="flex flex-col gap-4">
        <p>{t(isOn ? 'isOn' : 'isOff', { name })}</p>
        <Callout tone={isOn ? 'warn' : 'info'} title={t('securityTitle')}>
          {t('security')}
        </Callout>
        <div className="flex flex-wrap items-center gap-2">
          <ActionButton
            action={action}
            fields={{ id, isOn: String(!isOn) }}
            label={t(`${word}.label`)}
            pendingLabel={t('pending')}
            disabledReason={refusal}
            confirm={{
              title: t(`${word}.title`, { name }),
              body: `${t(`${word}.body`)} ${state === 'running' ? t('nextStart') : ''}`,
              confirmLabel: t(`${word}.label`),
              tone: 'plain',
            }}
          />
          {refusal && <span className="text-sm text-ink-3">{refusal}</span>}
        </div>
      </div>
    </Section>
  );
}
