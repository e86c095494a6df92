import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Textarea } from '#components/ui/field/textarea.tsx';
import type { AppSettings } from '#server/images/app-schema.ts';

/** What the form of an app begins with, as a person types it; the server reads it by `appForm`. */
export function AppFields({ app }: { app: AppSettings | null }) {
  const t = useTranslations('images.app');
  const ports = app?.ports.map(({ port, protocol }) => (protocol === 'tcp' ? port : `${port}/${protocol}`));
  return (
    <>
      <Field name="reference" label={t('reference')} hint={t('referenceHint')} required>
        <Input mono defaultValue={app?.reference} maxLength={512} />
      </Field>
      <Field name="ports" label={t('ports')} hint={t('portsHint')} optional>
        <Input mono defaultValue={ports?.join(' ')} />
      </Field>
      <Field name="volumes" label={t('volumes')} hint={t('volumesHint')} optional>
        <Textarea
          mono
          rows={2}
          defaultValue={app?.volumes.map(({ name, path }) => `${name} ${path}`).join('\n')}
        />
      </Field>
      <Field name="environment" label={t('environment')} hint={t('environmentHint')} optional>
        <Textarea
          mono
          rows={3}
          defaultValue={app?.environment.map(({ name, hint }) => `${name} ${hint}`.trim()).join('\n')}
        />
      </Field>
      <Field name="capabilities" label={t('capabilities')} hint={t('capabilitiesHint')} optional>
        <Input mono defaultValue={app?.capabilities.join(' ')} />
      </Field>
      <Field name="healthPath" label={t('healthPath')} hint={t('healthPathHint')} optional>
        <Input mono defaultValue={app?.healthPath ?? ''} maxLength={256} />
      </Field>
    </>
  );
}
