'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import clsx from 'clsx';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import type { DialogProps } from './dialog-props.ts';
import { popupClass, scrimClass } from './popup-class.ts';

export interface DialogPopupProps extends Omit<DialogProps, 'trigger' | 'open' | 'onOpenChange'> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Where the focus returns; the element that had it when left out. */
  finalFocus: (() => HTMLElement | null) | undefined;
}

const widths = { sm: 'w-md', md: 'w-xl', lg: 'w-3xl' };

/** The dialog itself; Dialog fetches it when it is first opened. */
export function DialogPopup(props: DialogPopupProps) {
  const { title, description, open, onOpenChange, size = 'sm', children, footer, finalFocus } = props;
  const t = useTranslations('common');
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => onOpenChange(next)}
      disablePointerDismissal={props.keepOnOutsideClick}
    >
      <Base.Portal>
        <Base.Backdrop className={scrimClass} />
        <Base.Popup finalFocus={finalFocus} className={clsx(popupClass, widths[size])}>
          <div className="flex items-start justify-between gap-4 px-5 pt-4">
            <Base.Title className="text-md">{title}</Base.Title>
            <Base.Close
              aria-label={t('close')}
              className="-me-2 grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X className="size-4" />
            </Base.Close>
          </div>
          {description && (
            <Base.Description render={<div />} className="px-5 pt-1 text-ink-2">
              {description}
            </Base.Description>
          )}
          <div className="min-h-0 overflow-y-auto px-5 pt-3 pb-5">{children}</div>
          {footer && <div className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
