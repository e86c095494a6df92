import Plus from 'lucide-react/icons/plus';
import Ticket from 'lucide-react/icons/ticket';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import type { ApiTokenPage } from '#server/api-tokens/schema.ts';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { TokenTable } from './token-table.tsx';

interface TokensPageProps {
  /** None for the operators' own tokens. */
  tenant?: { id: string; name: string } | undefined;
  tokens: ApiTokenPage;
  path: string;
  /** A call to try a new token with. */
  apiUrl: string;
  /** Why the reader can make none, if so. */
  whyNoneNew?: string | undefined;
  actions: { create: FormAction; revoke: FormAction };
}

export function TokensPage({ tenant, tokens, path, apiUrl, whyNoneNew, actions }: TokensPageProps) {
  const t = useTranslations('tokens');
  const button = (
    <Button variant="primary" disabledReason={whyNoneNew}>
      <Plus aria-hidden />
      {t('create.open')}
    </Button>
  );
  const create = whyNoneNew ? (
    button
  ) : (
    <CreateTokenDialog tenantId={tenant?.id} apiUrl={apiUrl} action={actions.create} trigger={button} />
  );
  const about = tenant ? t('about', { tenant: tenant.name }) : t('aboutOperator');
  return (
    <>
      <PageHeader title={t('title')} description={about} actions={create} />
      {tokens.total === 0 ? (
        <EmptyState title={t('empty.title')} icon={<Ticket />}>
          {t('empty.body')}
        </EmptyState>
      ) : (
        <>
          <TokenTable tokens={tokens.items} revoke={actions.revoke} />
          <Pagination
            path={path}
            query={{}}
            page={tokens.page}
            pageSize={tokens.pageSize}
            total={tokens.total}
          />
        </>
      )}
    </>
  );
}
