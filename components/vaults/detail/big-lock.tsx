import clsx from 'clsx';
import Ban from 'lucide-react/icons/ban';
import Lock from 'lucide-react/icons/lock';
import LockOpen from 'lucide-react/icons/lock-open';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useTranslations } from 'next-intl';
import type { VaultState, VaultView } from '#server/vaults/schema.ts';
import { useStateAbout } from '../use-state-about.ts';

const locked = { Icon: Lock, look: 'bg-lock-soft text-lock' };
const open = { Icon: LockOpen, look: 'bg-ok-soft text-ok' };
const between = 'animate-quiet bg-info-soft text-info';

const looks = {
  creating: { Icon: Lock, look: between },
  open,
  closing: { Icon: LockOpen, look: between },
  locked,
  opening: { Icon: Lock, look: between },
  shredding: { Icon: Ban, look: between },
  shredded: { Icon: Ban, look: 'bg-inset text-ink-3' },
  broken: { Icon: TriangleAlert, look: 'bg-danger-soft text-danger' },
} as const satisfies Record<VaultState, { Icon: typeof Lock; look: string }>;

/** The state as a lock that is seen from across the room, its word, and what it means. */
export function BigLock({ vault }: { vault: VaultView }) {
  const t = useTranslations('vaults');
  const isBeingDestroyed = vault.state === 'broken' && vault.shredBegunAt !== null;
  const state = isBeingDestroyed ? 'shredding' : vault.state;
  const about = useStateAbout()({ ...vault, state });
  const { Icon, look } = looks[state];
  return (
    <div className="mb-8 flex items-center gap-5 rounded-lg border border-line p-5">
      <span className={clsx('grid size-20 shrink-0 place-items-center rounded-lg', look)}>
        <Icon aria-hidden className="size-10" strokeWidth={1.75} />
      </span>
      <div className="min-w-0">
        <p className="text-lg font-semibold">{t(`state.${state}`)}</p>
        <p className="mt-0.5 max-w-xl text-ink-2">{about}</p>
      </div>
    </div>
  );
}
