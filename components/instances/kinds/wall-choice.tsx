import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { type Draft, isOffered, ownSize, startOf } from '../create/draft.ts';
import { useWhyNoKind } from '../create/use-why-no-kind.ts';

interface WallChoiceProps {
  options: CreateOptions;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

/** The other kind that runs the same image. */
const otherOf = { app: 'sandbox', sandbox: 'app' } as const satisfies Partial<
  Record<InstanceKind, InstanceKind>
>;
const hasOther = (kind: InstanceKind): kind is keyof typeof otherOf => kind in otherOf;

/** From an app to a sandbox and back, with everything that was typed. */
export function WallChoice({ options, draft, onChange }: WallChoiceProps) {
  const t = useTranslations('kinds.wall');
  const whyNo = useWhyNoKind(options);
  const { kind } = draft;
  if (!hasOther(kind)) return null;
  const other = otherOf[kind];
  // A size of one's own is typed as well; a plan is of one kind.
  const kept = draft.planId === ownSize ? { planId: ownSize, size: draft.size } : {};
  return (
    <Callout
      tone="info"
      title={t(`title.${kind}`)}
      actions={
        <Button
          size="sm"
          disabledReason={isOffered(options, other) ? undefined : whyNo(other)}
          onClick={() => onChange(startOf(options, other, kept))}
        >
          {t(`switch.${kind}`)}
        </Button>
      }
    >
      {t(`body.${kind}`)}
    </Callout>
  );
}
