import type { ReactNode } from 'react';
import type { SecretPrompt } from '#components/ui/action/secret-prompt.ts';
import type { Fields } from '#components/ui/action/use-action.ts';
import type { FormAction } from '#components/ui/form/action-state.ts';
import type { Locale } from '#i18n/locales.ts';

export interface NavItem {
  href: string;
  label: string;
  /** One lucide icon element, drawn at 16 px. */
  icon: ReactNode;
  /** Current only on exactly this address, for an item such as "Overview" that others begin with. */
  exact?: boolean | undefined;
  /** A number that wants attention, such as stuck jobs; `label` says what it counts. */
  count?: { value: number; label: string } | undefined;
  /** Second key of "g then …". */
  shortcut?: string | undefined;
}

export interface NavGroup {
  /** Left out for the first group. */
  label?: string | undefined;
  items: NavItem[];
}

export interface ShellTenant {
  slug: string;
  name: string;
  href: string;
}

export interface ShellUser {
  name: string;
  email: string;
  isAdmin: boolean;
}

/** An entry of the palette: a page, something to make, something to do, or something the server found. */
export interface CommandItem {
  id: string;
  label: string;
  group: 'go' | 'create' | 'run' | 'found';
  /** Where it leads; an item has this or an action. */
  href?: string | undefined;
  /** What it does, with what is posted; its answer comes as a toast. */
  action?: FormAction | undefined;
  fields?: Fields | undefined;
  /** A secret that the action needs: asked for in a dialog of its own. */
  prompt?: (SecretPrompt & { pendingLabel: string }) | undefined;
  /** A word beside the label, such as the kind of thing. */
  hint?: string | undefined;
  /** Further words it is found by. */
  keywords?: string | undefined;
}

export interface AppShellProps {
  user: ShellUser;
  area: 'panel' | 'admin';
  /** The accounts the user may switch between. */
  tenants: ShellTenant[];
  /** Slug of the one that is shown; nothing on the provider's side and on the user's own pages. */
  currentTenant?: string | undefined;
  nav: NavGroup[];
  homeHref: string;
  accountHref: string;
  /** To the other side, for a user who has both. */
  adminHref?: string | undefined;
  panelHref?: string | undefined;
  /** What Ctrl-K knows at once; navigation is added by the shell itself. */
  commands?: CommandItem[] | undefined;
  /** Asks the server for things by name; at most ten come back. */
  search?: ((text: string) => Promise<CommandItem[]>) | undefined;
  /** Where the key `c` leads. */
  createHref?: string | undefined;
  signOut: () => Promise<void>;
  /** Keeps the language with the user; the cookie is written by the shell. */
  saveLocale?: ((locale: Locale) => Promise<void>) | undefined;
  /** Something for every page, such as "this account is suspended". */
  banner?: ReactNode;
  children: ReactNode;
}
