import { useTranslations } from 'next-intl';
import { AreaSwitch } from './area-switch.tsx';
import { BrandMark } from './brand-mark.tsx';
import { MainNav } from './main-nav.tsx';
import { ShellKeys } from './shell-keys.tsx';
import type { AppShellProps, CommandItem } from './shell-props.ts';
import { UserMenu } from './user-menu.tsx';

/**
 * The frame of every page behind the sign-in: sidebar on a wide screen, top and bottom bar on a narrow
 * one, from the same markup. Composed once per area, in its layout.
 */
export function AppShell(props: AppShellProps) {
  const t = useTranslations('layout');
  const { user, area, tenants, currentTenant, nav, children } = props;
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[14.5rem_1fr]">
      <a
        href="#main"
        className="fixed start-2 top-2 z-50 -translate-y-16 rounded-md bg-tip px-3 py-2 text-on-tip focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <header className="sticky top-0 z-20 flex items-center gap-1.5 border-line bg-canvas px-3 max-md:h-12 max-md:border-b md:h-dvh md:flex-col md:items-stretch md:gap-3 md:border-e md:p-3">
        <div className="flex min-w-0 items-center gap-1.5 max-md:flex-1">
          <a href={props.homeHref} aria-label="Berth" className="rounded-md p-1 text-accent">
            <BrandMark className="size-6" />
          </a>
          <AreaSwitch
            area={area}
            tenants={tenants}
            currentTenant={currentTenant}
            adminHref={user.isAdmin ? props.adminHref : undefined}
          />
        </div>
        <ShellKeys
          commands={allCommands(props)}
          search={props.search}
          nav={nav}
          createHref={props.createHref}
        />
        <MainNav groups={nav} />
        <UserMenu
          user={user}
          area={area}
          accountHref={props.accountHref}
          adminHref={user.isAdmin ? props.adminHref : undefined}
          panelHref={props.panelHref}
          signOut={props.signOut}
          saveLocale={props.saveLocale}
        />
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 bg-surface outline-none max-md:min-h-dvh max-md:pb-20">
        {props.banner}
        <div className="mx-auto w-full max-w-[82rem] px-4 py-5 md:px-8 md:py-6">{children}</div>
      </main>
    </div>
  );
}

function allCommands({ nav, commands = [] }: AppShellProps): CommandItem[] {
  const pages = nav.flatMap((group) => group.items);
  return [
    ...pages.map(
      (item): CommandItem => ({ id: `go:${item.href}`, label: item.label, href: item.href, group: 'go' }),
    ),
    ...commands,
  ];
}
