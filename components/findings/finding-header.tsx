import { useTranslations } from 'next-intl';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { paths } from '#server/paths.ts';
import type { FindingView } from '#server/reconcile/schema.ts';
import { FindingActions, type FindingFormActions } from './finding-actions.tsx';
import { FindingState } from './finding-state.tsx';

export function FindingHeader({ finding, actions }: { finding: FindingView; actions: FindingFormActions }) {
  const t = useTranslations('findings');
  const title = `${t(`kinds.${finding.kind}`)}: ${finding.subject}`;
  return (
    <PageHeader
      title={title}
      breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminFindings()} here={title} />}
      description={<FindingState finding={finding} />}
      actions={<FindingActions finding={finding} actions={actions} />}
    />
  );
}
