import { useTranslations } from 'next-intl';
import { useWhyNot } from '#components/instances/use-why-not.ts';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import type { DeploymentView } from '#server/deployments/schema.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { DeployForm } from './deploy-form.tsx';

interface NewVersionProps {
  instance: InstanceView;
  version: DeploymentView | undefined;
  options: CreateOptions;
  forbidden: string | undefined;
  deploy: FormAction;
}

/** The form of a new version, and why there can be none now. */
export function NewVersion({ instance, version, options, forbidden, deploy }: NewVersionProps) {
  const t = useTranslations('deployments.form');
  const refusal = useWhyNot(forbidden)('deploy', instance);
  return (
    <Section title={t('title')}>
      <DeployForm
        // A draft outlives changes of the instance while it is typed.
        key={instance.id}
        {...{ instance, version, options, refusal, deploy }}
      />
    </Section>
  );
}
