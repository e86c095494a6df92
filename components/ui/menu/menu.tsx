'use client';

import { Menu as Base } from '@base-ui/react/menu';
import clsx from 'clsx';
import Check from 'lucide-react/icons/check';
import Link from 'next/link';
import type { ReactElement, ReactNode } from 'react';
import { menuItemClass, menuPopupClass } from './menu-class.ts';

interface MenuProps {
  /** A Button or IconButton. */
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'end' | undefined;
  side?: 'bottom' | 'top' | 'right' | undefined;
  defaultOpen?: boolean | undefined;
}

/**
 * A menu of MenuItem, MenuLink, MenuChoice, MenuLabel and MenuSeparator. For actions of a thing see
 * ActionMenu; others put theirs into a file of its own and show it by MenuOnDemand.
 */
export function Menu({ trigger, children, align = 'end', side = 'bottom', defaultOpen }: MenuProps) {
  return (
    <Base.Root modal={false} defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-30 outline-none"
        >
          <Base.Popup className={menuPopupClass}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  children: ReactNode;
  icon?: ReactNode;
  onClick?: (() => void) | undefined;
  tone?: 'plain' | 'danger' | undefined;
  /** Why it cannot be used now: shown under the label, so that everyone gets it. */
  disabledReason?: string | undefined;
}

export function MenuItem({ children, icon, onClick, tone, disabledReason }: MenuItemProps) {
  const isDisabled = disabledReason !== undefined;
  return (
    <Base.Item
      disabled={isDisabled}
      onClick={onClick}
      className={clsx(
        menuItemClass,
        isDisabled && 'items-start text-ink-3',
        tone === 'danger' && !isDisabled && 'text-danger data-highlighted:bg-danger-soft [&_svg]:text-danger',
      )}
    >
      {icon}
      <span className="min-w-0">
        {children}
        {isDisabled && <span className="block text-sm text-ink-3">{disabledReason}</span>}
      </span>
    </Base.Item>
  );
}

interface MenuLinkProps {
  href: string;
  icon?: ReactNode;
  /** What it leads to is saved and not shown. */
  isDownload?: boolean | undefined;
  children: ReactNode;
}

export function MenuLink({ href, icon, isDownload, children }: MenuLinkProps) {
  // biome-ignore lint/a11y/useAnchorContent: what is in it comes from the item
  const link = isDownload ? <a href={href} download /> : <Link href={href} />;
  return (
    <Base.LinkItem closeOnClick render={link} className={menuItemClass}>
      {icon}
      <span className="min-w-0 truncate">{children}</span>
    </Base.LinkItem>
  );
}

interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** One of a few, chosen in the menu itself. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)} aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick={false}
          className={menuItemClass}
        >
          <span className="min-w-0 flex-1">{option.label}</span>
          <Base.RadioItemIndicator className="text-accent-text">
            <Check aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-1 text-xs text-ink-3">{children}</div>;
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
