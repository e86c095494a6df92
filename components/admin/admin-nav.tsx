import Boxes from 'lucide-react/icons/boxes';
import Disc3 from 'lucide-react/icons/disc-3';
import Gauge from 'lucide-react/icons/gauge';
import HardDrive from 'lucide-react/icons/hard-drive';
import ListChecks from 'lucide-react/icons/list-checks';
import Package from 'lucide-react/icons/package';
import ScrollText from 'lucide-react/icons/scroll-text';
import SearchCheck from 'lucide-react/icons/search-check';
import Server from 'lucide-react/icons/server';
import Settings from 'lucide-react/icons/settings';
import Ticket from 'lucide-react/icons/ticket';
import Users from 'lucide-react/icons/users';
import type { useTranslations } from 'next-intl';
import type { NavGroup } from '#components/layout/shell-props.ts';
import { paths } from '#server/paths.ts';

/** What waits for somebody, as numbers beside the words. */
type Waiting = { stuckJobs: number; openFindings: number };

/** The provider's pages, by noun: what is looked at daily, what is sold, what it runs on. */
export function adminNav(t: ReturnType<typeof useTranslations<'admin.nav'>>, waiting: Waiting): NavGroup[] {
  const stuck = countOf(waiting.stuckJobs, t('stuck', { count: waiting.stuckJobs }));
  const open = countOf(waiting.openFindings, t('open', { count: waiting.openFindings }));
  return [
    {
      items: [
        { href: paths.admin(), label: t('overview'), icon: <Gauge />, exact: true, shortcut: 'o' },
        { href: paths.adminTenants(), label: t('tenants'), icon: <Users />, shortcut: 't' },
        { href: paths.adminInstances(), label: t('instances'), icon: <Server />, shortcut: 'i' },
        { href: paths.adminJobs(), label: t('jobs'), icon: <ListChecks />, count: stuck, shortcut: 'j' },
        {
          href: paths.adminFindings(),
          label: t('findings'),
          icon: <SearchCheck />,
          count: open,
          shortcut: 'f',
        },
      ],
    },
    {
      label: t('offer'),
      items: [
        { href: paths.adminPlans(), label: t('plans'), icon: <Package />, shortcut: 'p' },
        { href: paths.adminPlanSets(), label: t('planSets'), icon: <Boxes /> },
        { href: paths.adminImages(), label: t('images'), icon: <Disc3 />, shortcut: 'm' },
      ],
    },
    {
      label: t('installation'),
      items: [
        { href: paths.adminNodes(), label: t('nodes'), icon: <HardDrive />, shortcut: 'n' },
        { href: paths.adminAudit(), label: t('audit'), icon: <ScrollText />, shortcut: 'a' },
        { href: paths.adminTokens(), label: t('tokens'), icon: <Ticket /> },
        { href: paths.adminSettings(), label: t('settings'), icon: <Settings />, shortcut: 's' },
      ],
    },
  ];
}

function countOf(value: number, label: string): { value: number; label: string } | undefined {
  return value > 0 ? { value, label } : undefined;
}
