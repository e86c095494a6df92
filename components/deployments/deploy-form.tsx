'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import {
  allowancesOfDraft,
  type Draft,
  firstDraft,
  isEnough,
  ownSize,
} from '#components/instances/create/draft.ts';
import { kindDraft, partsOf } from '#components/instances/kinds/kind-drafts.ts';
import { kindForms } from '#components/instances/kinds/kind-forms.ts';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { versionFacts } from '#server/deployments/image-facts-schema.ts';
import type { DeploymentView } from '#server/deployments/schema.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { KnownImage } from './fields/container-parts.ts';

interface DeployFormProps {
  instance: InstanceView;
  /** What is set now, or was tried last. */
  version: Pick<DeploymentView, 'settings' | 'facts'> | undefined;
  options: CreateOptions;
  refusal: string | undefined;
  deploy: FormAction;
}

/** A new version, filled in with what is set now. Another kind of the same shell is a switch in it. */
export function DeployForm({ instance, version, options, refusal, deploy }: DeployFormProps) {
  const t = useTranslations('deployments.form');
  const { id, name, tenant, kind, plan } = instance;
  const [draft, setDraft] = useState(() => draftOf(instance, version, options));
  const { Essential } = kindForms[draft.kind];
  const allowances = allowancesOfDraft(options, { planId: plan?.id ?? ownSize });
  const why = kindDraft(draft.kind).whyNot?.(draft, allowances, kvmFor(options, draft));
  const tWhy = useTranslations('kinds.whyNot');
  const locale = useLocale();
  const bytes = (count: number) => formatBytes(count, locale);
  const { least } = factsOf(draft.kind);
  const isTooSmall = draft.kind !== kind && !isEnough(instance, draft.kind);
  const tooSmall = isTooSmall
    ? t('belowLeast', { memory: bytes(least.memoryBytes), disk: bytes(least.diskBytes) })
    : undefined;
  return (
    <Form action={deploy} label={t('title')} className="max-w-3xl">
      <p className="text-ink-2">{t('about')}</p>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="tenant" value={tenant.slug} />
      <input type="hidden" name="kind" value={draft.kind} />
      <input type="hidden" name="settings" value={JSON.stringify(kindDraft(draft.kind).settings(draft))} />
      {draft.kind !== kind && (
        <Callout tone="warn">
          {t('changesKind', { name })} {plan ? t('keepsPlan', { plan: plan.name }) : t('keepsSize')}
        </Callout>
      )}
      {Essential && (
        <Essential
          options={options}
          draft={draft}
          allowances={allowances}
          known={knownOf(version)}
          onChange={(part) => setDraft((old) => ({ ...old, ...part }))}
        />
      )}
      <FormActions>
        <SubmitButton
          pendingLabel={t('submitting')}
          disabledReason={refusal ?? (why && tWhy(why)) ?? tooSmall}
        >
          {t('submit')}
        </SubmitButton>
        <LinkButton variant="ghost" href={paths.instancePart(tenant.slug, id, 'deployments')}>
          {t('cancel')}
        </LinkButton>
      </FormActions>
    </Form>
  );
}

/** What the image of now has said of itself; a draft with another image is of one that nobody has looked into. */
function knownOf(version: DeployFormProps['version']): KnownImage | undefined {
  const image = version?.settings.image;
  if (!version?.facts || typeof image !== 'string') return undefined;
  const { volumePaths, hasHealthcheck } = versionFacts.parse(version.facts);
  return { image, volumePaths, hasHealthcheck };
}

/** The secret values that it has stay unless others are typed. */
function draftOf(
  { kind, plan, vcpus, memoryBytes, diskBytes }: InstanceView,
  version: DeployFormProps['version'],
  options: CreateOptions,
): Draft {
  const parts = partsOf(kind, version?.settings ?? {});
  const environment = parts.container.environment.map((row) => ({ ...row, isKept: row.isSecret }));
  const size = { planId: plan?.id ?? ownSize, size: { vcpus, memoryBytes, diskBytes } };
  return { ...firstDraft(options), ...parts, ...size, kind, container: { ...parts.container, environment } };
}

function kvmFor({ kinds }: CreateOptions, { kind }: Draft) {
  return kinds.find((one) => one.kind === kind)?.kvm ?? null;
}
