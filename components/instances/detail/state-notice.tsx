import { useTranslations } from 'next-intl';
import { useErrorText } from '#components/errors/use-error-text.ts';
import { useWhy } from '#components/errors/use-why.ts';
import { useStepName } from '#components/jobs/use-step-name.ts';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { FailedCreation } from '#server/instances/failed-creation-schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { useConfirmations } from '../use-confirmations.ts';
import { useWhyNot } from '../use-why-not.ts';

interface StateNoticeProps {
  instance: InstanceView;
  /** Of an instance in the state `failed`. */
  failure: FailedCreation | undefined;
  forbidden: string | undefined;
  remove: FormAction;
  recreate: FormAction;
}

/** For an instance that is not what it should be: why, and what to do. */
export function StateNotice(props: StateNoticeProps) {
  const t = useTranslations('instances.overview');
  const { instance, failure } = props;
  if (failure) return <Failed {...props} failure={failure} />;
  if (staysDown(instance)) return <StaysDown instance={instance} />;
  if (instance.state !== 'lost') return null;
  return (
    <div className="mb-6">
      <Callout
        tone="danger"
        title={t('lostTitle', { name: instance.name })}
        actions={
          <>
            <Recreate {...props} />
            <Delete {...props} />
          </>
        }
      >
        <p>{t('lostBody')}</p>
        <p className="mt-1 text-ink-2">{t('lostChoices')}</p>
      </Callout>
    </div>
  );
}

/** It should run, was not started, and nobody is about to. */
function staysDown({ state, stateReason, job, tenant }: InstanceView): boolean {
  return state === 'stopped' && stateReason !== null && !job && tenant.state === 'active';
}

function StaysDown({ instance }: { instance: InstanceView }) {
  const t = useTranslations('instances.overview');
  return (
    <div className="mb-6">
      <Callout tone="warn" title={t('staysDownTitle', { name: instance.name })}>
        {useWhy()(instance)}
      </Callout>
    </div>
  );
}

function Failed(props: StateNoticeProps & { failure: FailedCreation }) {
  const t = useTranslations('instances.overview');
  const errorText = useErrorText();
  const stepName = useStepName();
  const { id, name, tenant } = props.instance;
  const { reason, params, message, step } = props.failure;
  const why = errorText(reason, params, message);
  return (
    <div className="mb-6">
      <Callout
        tone="danger"
        title={t('failedTitle', { name })}
        actions={
          <>
            <LinkButton href={paths.newInstance(tenant.slug, { again: id })} variant="primary" size="sm">
              {t('tryAgain')}
            </LinkButton>
            <Delete {...props} />
          </>
        }
      >
        <p>{step ? t('failedStep', { step: stepName(step), why }) : why}</p>
        <p className="mt-1 text-ink-2">{t('failedBody')}</p>
      </Callout>
    </div>
  );
}

function Recreate({ instance, forbidden, recreate }: StateNoticeProps) {
  const t = useTranslations('instances');
  const whyNot = useWhyNot(forbidden);
  const { id, name, image } = instance;
  return (
    <ActionButton
      size="sm"
      variant="primary"
      action={recreate}
      fields={{ id }}
      label={t('action.recreate')}
      pendingLabel={t('pending.recreate')}
      disabledReason={whyNot('recreate', instance)}
      confirm={{
        title: t('confirm.recreate.title', { name }),
        body: t('confirm.recreate.body', { image: image?.name ?? 'none' }),
        confirmLabel: t('confirm.recreate.label'),
        tone: 'plain',
      }}
    />
  );
}

function Delete({ instance, forbidden, remove }: StateNoticeProps) {
  const t = useTranslations('instances');
  const whyNot = useWhyNot(forbidden);
  const { id, name } = instance;
  // Nothing is behind it any more, so there is no name to be typed first.
  const { typeName: _, ...confirm } = useConfirmations().delete(instance);
  return (
    <ActionButton
      size="sm"
      action={remove}
      fields={{ id, confirmName: name }}
      label={t('action.delete')}
      pendingLabel={t('pending.delete')}
      disabledReason={whyNot('delete', instance)}
      confirm={{ ...confirm, body: t('overview.deleteRow') }}
    />
  );
}
