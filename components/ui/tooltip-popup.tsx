'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';

interface TooltipPopupProps {
  anchor: Element;
  open: boolean;
  side: 'top' | 'bottom' | 'left' | 'right';
  onClose: () => void;
  children: ReactNode;
}

/** The visible part of Tooltip, which fetches it when it is first wanted. */
export function TooltipPopup({ anchor, open, side, onClose, children }: TooltipPopupProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup className="max-w-72 rounded-md bg-tip px-2 py-1 text-sm text-on-tip shadow-md transition-opacity duration-75 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
