'use client';

import {
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from 'react';

export interface LoadedMenuProps {
  trigger: ReactElement;
  defaultOpen: boolean;
}

interface MenuOnDemandProps {
  /** A Button, an IconButton or a plain button. */
  trigger: ReactElement<TriggerProps>;
  /** Fetches the code of what `children` draws. */
  load: () => Promise<unknown>;
  /** Draws the menu, made by React's lazy() from `load`, with these. */
  children: (menu: LoadedMenuProps) => ReactNode;
}

interface TriggerProps {
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  onClick?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/**
 * A menu whose code comes when its button is pointed at, focused or pressed, so that a page full of menus
 * costs no more than their buttons.
 */
export function MenuOnDemand({ trigger, load, children }: MenuOnDemandProps) {
  const [isWanted, setWanted] = useState(false);
  const closed = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => setWanted(true),
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      setWanted(true);
    },
  });
  if (!isWanted) return closed;
  return <Suspense fallback={closed}>{children({ trigger, defaultOpen: true })}</Suspense>;
}
