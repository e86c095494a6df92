import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { NodeKind } from '#server/nodes/schema.ts';
import { useKindReason } from './use-kind-reason.ts';

/** The kinds of instance that a node can run, and why not the others. */
export function NodeKinds({ kinds }: { kinds: NodeKind[] }) {
  const t = useTranslations('nodes.kinds');
  const tKind = useTranslations('instances.kind');
  const reasonOf = useKindReason();
  const refused = new Map<string, string[]>();
  for (const entry of kinds.filter(({ isSupported }) => !isSupported)) {
    const reason = reasonOf(entry) ?? '';
    refused.set(reason, [...(refused.get(reason) ?? []), tKind(entry.kind)]);
  }
  return (
    <div className="flex flex-col gap-1.5">
      <ul aria-label={t('title')} className="flex flex-wrap gap-1.5">
        {kinds
          .filter((entry) => entry.isSupported)
          .map(({ kind }) => (
            <li key={kind}>
              <Badge tone="ok">{tKind(kind)}</Badge>
            </li>
          ))}
      </ul>
      {[...refused].map(([reason, names]) => (
        <p key={reason} className="text-sm text-ink-3 wrap-anywhere">
          {t('comes', { kind: names.join(', '), reason })}
        </p>
      ))}
    </div>
  );
}
