import CornerDownRight from 'lucide-react/icons/corner-down-right';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { paths } from '#server/paths.ts';
import type { FilesInstance, ShownEntry } from './shown-place.ts';

/** Links are shown and not followed by themselves. */
export function LinkPlace({ instance, entry }: { instance: FilesInstance; entry: ShownEntry }) {
  const t = useTranslations('guests.files');
  const { label, target, targetLabel } = entry;
  return (
    <EmptyState
      title={t('linkTitle', { name: label })}
      icon={<CornerDownRight />}
      action={
        target?.startsWith('/') && (
          <LinkButton
            href={paths.instanceFiles(instance.tenant, instance.id, { path: target })}
            variant="primary"
          >
            {t('linkOpen')}
          </LinkButton>
        )
      }
    >
      <span className="wrap-anywhere">
        {targetLabel ? t('linkBody', { target: targetLabel }) : t('linkNowhere')}
      </span>
    </EmptyState>
  );
}
