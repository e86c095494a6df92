import CirclePower from 'lucide-react/icons/circle-power';
import Play from 'lucide-react/icons/play';
import RotateCw from 'lucide-react/icons/rotate-cw';
import Settings from 'lucide-react/icons/settings';
import Square from 'lucide-react/icons/square';
import SquareTerminal from 'lucide-react/icons/square-terminal';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import type { ActionMenuItem } from '#components/ui/menu/action-menu.tsx';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { InstanceActions } from './instance-actions.ts';
import { useConfirmations } from './use-confirmations.ts';
import { useStartPrompt } from './use-start-prompt.ts';
import { useWhyNot } from './use-why-not.ts';

type Verb = 'start' | 'stop' | 'switch-off' | 'restart' | 'delete';

const icons = {
  start: <Play />,
  stop: <Square />,
  'switch-off': <CirclePower />,
  restart: <RotateCw />,
  delete: <Trash />,
} as const satisfies Record<Verb, React.ReactNode>;

/** What can be done with an instance, each with the reason where it cannot. */
export function useInstanceMenu(actions: InstanceActions, forbidden: string | undefined) {
  const t = useTranslations('instances');
  const whyNot = useWhyNot(forbidden);
  const confirmations = useConfirmations();
  const startPrompt = useStartPrompt();

  function verb(kind: Verb, instance: InstanceView): ActionMenuItem {
    const id = instance.id;
    const words = { label: t(`action.${kind}`), pendingLabel: t(`pending.${kind}`), icon: icons[kind] };
    const confirm = kind === 'start' ? undefined : confirmations[kind](instance);
    const shared = { kind: 'action', ...words, confirm } as const;
    if (kind === 'start' || kind === 'restart') {
      const prompt = kind === 'start' ? startPrompt(instance) : undefined;
      const disabledReason = whyNot(kind, instance);
      return { ...shared, action: actions[kind], fields: { id }, prompt, disabledReason };
    }
    if (kind === 'delete') {
      const fields = { id, confirmName: instance.name };
      return {
        ...shared,
        action: actions.remove,
        fields,
        tone: 'danger',
        disabledReason: whyNot(kind, instance),
      };
    }
    const fields = { id, isForced: String(kind === 'switch-off') };
    return { ...shared, action: actions.stop, fields, disabledReason: whyNot('stop', instance) };
  }

  return (instance: InstanceView): ActionMenuItem[] => [
    {
      kind: 'link',
      label: t('action.console'),
      href: paths.instanceConsole(instance.tenant.slug, instance.id),
      icon: <SquareTerminal />,
      disabledReason: whyNot('console', instance),
    },
    {
      kind: 'link',
      label: t('action.settings'),
      href: paths.instanceSettings(instance.tenant.slug, instance.id),
      icon: <Settings />,
    },
    { kind: 'separator' },
    verb('start', instance),
    verb('stop', instance),
    verb('restart', instance),
    verb('switch-off', instance),
    { kind: 'separator' },
    verb('delete', instance),
  ];
}
