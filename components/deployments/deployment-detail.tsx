import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useWhy } from '#components/errors/use-why.ts';
import { useWhyNot } from '#components/instances/use-why-not.ts';
import { Callout } from '#components/ui/callout.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { DateTime } from '#components/ui/format/date-time.tsx';
import { type KeyValue, KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import { versionFacts } from '#server/deployments/image-facts-schema.ts';
import type { DeploymentView } from '#server/deployments/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { aboutOf } from './about-of.ts';
import type { DeploymentActions } from './deployment-actions.ts';
import { DeploymentState } from './deployment-state.tsx';
import { Digest } from './digest.tsx';
import { ReturnButton } from './return-button.tsx';
import { Took } from './took.tsx';
import { VersionAdvice } from './version-advice.tsx';

interface DeploymentDetailProps {
  instance: InstanceView;
  version: DeploymentView;
  forbidden: string | undefined;
  actions: DeploymentActions;
  log: ReactNode;
}

/** One version: how it went, what was said, and what it was set to. */
export function DeploymentDetail({ instance, version, forbidden, actions, log }: DeploymentDetailProps) {
  const t = useTranslations('deployments');
  const tKind = useTranslations('instances.kind');
  const refusal = useWhyNot(forbidden)('deploy', instance);
  const { number, state, digest, kind, actorName, createdAt, settings } = version;
  const reason = useWhy()(version);
  const about = aboutOf(version);
  const { platform } = versionFacts.parse(version.facts ?? {});
  const items: KeyValue[] = [
    { label: t('kind'), value: tKind(kind) },
    ...(about ? [{ label: t('image'), value: <span className="font-mono text-sm">{about}</span> }] : []),
    ...(digest ? [{ label: t('digest'), value: <Digest number={number} digest={digest} /> }] : []),
    { label: t('asked'), value: <DateTime value={createdAt} /> },
    { label: t('by'), value: actorName ?? t('provider') },
    ...(platform ? [{ label: t('platform'), value: platform }] : []),
    ...(version.startedAt ? [{ label: t('took'), value: <Took version={version} /> }] : []),
  ];
  return (
    <>
      <Section
        title={t('number', { number })}
        description={t(`stateAbout.${state}`)}
        actions={
          <ReturnButton instance={instance} version={version} action={actions.returnTo} refusal={refusal} />
        }
      >
        <p className="mb-3">
          <DeploymentState state={state} />
        </p>
        {reason && (
          <div className="mb-4">
            <Callout tone="danger" title={t('reason')}>
              {reason}
            </Callout>
          </div>
        )}
        <KeyValues columns={2} items={items} />
        <VersionAdvice version={version} />
      </Section>
      <Section title={t('log.title')}>{log}</Section>
      <Section title={t('settings')}>
        <CodeBlock label={t('settingsJson')} code={JSON.stringify(settings, null, 2)} />
      </Section>
    </>
  );
}
