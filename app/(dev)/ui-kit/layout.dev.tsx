import Gauge from 'lucide-react/icons/gauge';
import House from 'lucide-react/icons/house';
import KeyRound from 'lucide-react/icons/key-round';
import ScrollText from 'lucide-react/icons/scroll-text';
import Server from 'lucide-react/icons/server';
import Ticket from 'lucide-react/icons/ticket';
import Users from 'lucide-react/icons/users';
import type { ReactNode } from 'react';
import { AppShell } from '#components/layout/app-shell.tsx';
import { kitSearch, kitSignOut } from './actions.ts';

export default function KitLayout({ children }: { children: ReactNode }) {
  return (
    <AppShell
      user={{ name: 'Ada Lovelace', email: 'ada@example.com', isAdmin: true }}
      area="panel"
      tenants={[
        { slug: 'acme', name: 'Acme Shipping', href: '/ui-kit' },
        { slug: 'north', name: 'Northern Freight and Storage', href: '/ui-kit' },
      ]}
      currentTenant="acme"
      nav={[
        {
          items: [
            { href: '/ui-kit', label: 'Instances', icon: <Server />, shortcut: 'i' },
            { href: '/ui-kit/ssh-keys', label: 'SSH keys', icon: <KeyRound />, shortcut: 'k' },
            { href: '/ui-kit/usage', label: 'Usage', icon: <Gauge />, shortcut: 'u' },
          ],
        },
        {
          label: 'Account',
          items: [
            { href: '/ui-kit/team', label: 'Team', icon: <Users /> },
            { href: '/ui-kit/tokens', label: 'API tokens', icon: <Ticket /> },
            {
              href: '/ui-kit/audit',
              label: 'Activity',
              icon: <ScrollText />,
              count: { value: 3, label: 'new' },
            },
            { href: '/ui-kit/home', label: 'Home', icon: <House /> },
          ],
        },
      ]}
      homeHref="/ui-kit"
      accountHref="/ui-kit"
      adminHref="/ui-kit"
      createHref="/ui-kit?create"
      commands={[{ id: 'new', label: 'New instance', href: '/ui-kit?create', group: 'create' }]}
      search={kitSearch}
      signOut={kitSignOut}
    >
      {children}
    </AppShell>
  );
}
