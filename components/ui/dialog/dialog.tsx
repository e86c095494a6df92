'use client';

import { lazy, Suspense, useRef, useState } from 'react';
import type { DialogProps } from './dialog-props.ts';

const loadPopup = () => import('./dialog-popup.tsx').then((module) => ({ default: module.DialogPopup }));
const Popup = lazy(loadPopup);

/** A dialog over the page. Its code comes when the pointer or the focus reaches its trigger, not before. */
export function Dialog({ trigger, open, onOpenChange, ...rest }: DialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const isOpen = open ?? ownOpen;
  const [hasOpened, setHasOpened] = useState(isOpen);
  const box = useRef<HTMLSpanElement>(null);
  if (isOpen && !hasOpened) setHasOpened(true);

  function change(next: boolean) {
    setOwnOpen(next);
    onOpenChange?.(next);
  }

  return (
    <>
      {trigger && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the button inside is what is pressed
        // biome-ignore lint/a11y/useKeyWithClickEvents: a button turns its keys into clicks
        <span
          ref={box}
          className="contents"
          onPointerEnter={() => void loadPopup()}
          onFocus={() => void loadPopup()}
          onClick={() => change(true)}
        >
          {trigger}
        </span>
      )}
      {hasOpened && (
        <Suspense fallback={null}>
          <Popup
            {...rest}
            open={isOpen}
            onOpenChange={change}
            finalFocus={
              trigger ? () => box.current?.querySelector<HTMLElement>('button, a') ?? null : undefined
            }
          />
        </Suspense>
      )}
    </>
  );
}
