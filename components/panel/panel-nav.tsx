import Disc from 'lucide-react/icons/disc';
import Disc3 from 'lucide-react/icons/disc-3';
import Gauge from 'lucide-react/icons/gauge';
import KeyRound from 'lucide-react/icons/key-round';
import Lock from 'lucide-react/icons/lock';
import PackageOpen from 'lucide-react/icons/package-open';
import ScrollText from 'lucide-react/icons/scroll-text';
import Server from 'lucide-react/icons/server';
import Ticket from 'lucide-react/icons/ticket';
import Users from 'lucide-react/icons/users';
import type { NavGroup } from '#components/layout/shell-props.ts';
import { paths } from '#server/paths.ts';

type Label =
  | 'instances'
  | 'vaults'
  | 'images'
  | 'isos'
  | 'sshKeys'
  | 'registries'
  | 'activity'
  | 'usage'
  | 'team'
  | 'tokens'
  | 'account';

/** The pages of an account, by noun. */
export function panelNav(slug: string, label: (key: Label) => string): NavGroup[] {
  return [
    {
      items: [
        { href: paths.instances(slug), label: label('instances'), icon: <Server />, shortcut: 'i' },
        { href: paths.vaults(slug), label: label('vaults'), icon: <Lock />, shortcut: 'v' },
        { href: paths.images(slug), label: label('images'), icon: <Disc3 />, shortcut: 'm' },
        { href: paths.isos(slug), label: label('isos'), icon: <Disc /> },
        { href: paths.sshKeys(slug), label: label('sshKeys'), icon: <KeyRound />, shortcut: 'k' },
        { href: paths.registries(slug), label: label('registries'), icon: <PackageOpen />, shortcut: 'r' },
        { href: paths.activity(slug), label: label('activity'), icon: <ScrollText />, shortcut: 'a' },
        { href: paths.usage(slug), label: label('usage'), icon: <Gauge />, shortcut: 'u' },
      ],
    },
    {
      label: label('account'),
      items: [
        { href: paths.team(slug), label: label('team'), icon: <Users />, shortcut: 't' },
        { href: paths.tokens(slug), label: label('tokens'), icon: <Ticket /> },
      ],
    },
  ];
}
