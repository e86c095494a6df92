'use client';

import {
  type FocusEvent,
  lazy,
  type PointerEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react';

const loadPopup = () => import('./tooltip-popup.tsx').then((module) => ({ default: module.TooltipPopup }));
const Popup = lazy(loadPopup);

interface TooltipProps {
  content: ReactNode;
  /** One focusable element. The tooltip repeats or explains it; screen readers need their own wiring. */
  children: ReactNode;
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** Also after a touch, for an explanation that is nowhere else to be seen. */
  onTouch?: boolean | undefined;
}

const openMs = 250;
const closeMs = 120;
const touchMs = 4000;

/** Shown on hover and on keyboard focus. Its code comes with the first one that is shown. */
export function Tooltip({ content, children, side = 'top', onTouch = false }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [isOpen, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function after(ms: number, open: boolean) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(open), ms);
  }
  function enter(event: PointerEvent<HTMLElement>) {
    if (event.pointerType === 'touch') return;
    void loadPopup();
    setAnchor(event.currentTarget.firstElementChild);
    after(openMs, true);
  }
  function touch(event: PointerEvent<HTMLElement>) {
    if (event.pointerType !== 'touch' || !onTouch) return;
    setAnchor(event.currentTarget.firstElementChild);
    setOpen(true);
    after(touchMs, false);
  }
  function focus(event: FocusEvent<HTMLElement>) {
    if (!event.target.matches(':focus-visible')) return;
    setAnchor(event.currentTarget.firstElementChild);
    after(0, true);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches over the control inside
    <span
      className="contents"
      onPointerEnter={enter}
      onPointerDown={() => !onTouch && after(0, false)}
      onPointerUp={touch}
      onPointerLeave={(event) => event.pointerType !== 'touch' && after(closeMs, false)}
      onFocus={focus}
      onBlur={() => after(0, false)}
      onKeyDown={(event) => event.key === 'Escape' && after(0, false)}
    >
      {children}
      {anchor && (
        <Suspense fallback={null}>
          <Popup anchor={anchor} open={isOpen} side={side} onClose={() => setOpen(false)}>
            {content}
          </Popup>
        </Suspense>
      )}
    </span>
  );
}
