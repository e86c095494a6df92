import { useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { paths } from '#server/paths.ts';
import type { FindingView } from '#server/reconcile/schema.ts';
import { isFor } from '#server/reconcile/states.ts';
import { IgnoreButton } from './ignore-button.tsx';
import { useWhyNotFinding } from './use-why-not-finding.ts';

export interface FindingFormActions {
  adopt: FormAction;
  remove: FormAction;
  ignore: FormAction;
}

interface FindingActionsProps {
  finding: FindingView;
  actions: FindingFormActions;
}

/** What can be done about a finding, or where it is dealt with. */
export function FindingActions({ finding, actions }: FindingActionsProps) {
  const whyNot = useWhyNotFinding(finding);
  return (
    <>
      <WhereItIs finding={finding} />
      {finding.state === 'open' && (
        <>
          {isFor('adopt', finding.kind) && <Adopt finding={finding} action={actions.adopt} />}
          {isFor('remove', finding.kind) && <Remove finding={finding} action={actions.remove} />}
          <IgnoreButton finding={finding} action={actions.ignore} disabledReason={whyNot('ignore')} />
        </>
      )}
    </>
  );
}

function Adopt({ finding, action }: { finding: FindingView; action: FormAction }) {
  const t = useTranslations('findings.action');
  const { id, subject: name, tenant } = finding;
  return (
    <ActionButton
      variant="primary"
      action={action}
      fields={{ id }}
      label={t('adopt')}
      pendingLabel={t('adopting')}
      disabledReason={useWhyNotFinding(finding)('adopt')}
      confirm={{
        title: t('adoptTitle', { name }),
        body: t('adoptBody', { name, tenant: tenant?.name ?? '' }),
        confirmLabel: t('adopt'),
        tone: 'plain',
      }}
    />
  );
}

function Remove({ finding, action }: { finding: FindingView; action: FormAction }) {
  const t = useTranslations('findings.action');
  const { id, subject: name } = finding;
  const body = isFor('adopt', finding.kind) ? 'removeInstanceBody' : 'removePartBody';
  return (
    <ActionButton
      variant="danger"
      action={action}
      fields={{ id, confirmName: name }}
      label={t('remove')}
      pendingLabel={t('removing')}
      disabledReason={useWhyNotFinding(finding)('remove')}
      confirm={{
        title: t('removeTitle', { name }),
        body: t(body, { name }),
        confirmLabel: t('remove'),
        typeName: name,
      }}
    />
  );
}

function WhereItIs({ finding: { subjectKey, tenant, instanceId, outcome } }: { finding: FindingView }) {
  const t = useTranslations('findings.action');
  const [noun, id = ''] = subjectKey.split(':');
  if (tenant && instanceId && outcome !== 'removed') {
    return <LinkButton href={paths.instance(tenant.slug, instanceId)}>{t('instance')}</LinkButton>;
  }
  if (noun === 'image') return <LinkButton href={paths.adminImage(id)}>{t('image')}</LinkButton>;
  if (noun === 'node') return <LinkButton href={paths.adminNode(id)}>{t('node')}</LinkButton>;
  return null;
}
