import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef } from 'react';
import { keyLetter } from './key-letter.ts';
import type { NavItem } from './shell-props.ts';

interface ShellKeysInput {
  openPalette: () => void;
  openHelp: () => void;
  items: NavItem[];
  createHref: string | undefined;
}

const sequenceMs = 1200;

/** Ctrl-K, ?, /, c, and g followed by the letter of a page. Letters are left alone while someone types. */
export function useShellKeys({ openPalette, openHelp, items, createHref }: ShellKeysInput) {
  const router = useRouter();
  const goPressedAt = useRef(Number.NEGATIVE_INFINITY);

  function plainKey(key: string, timeStamp: number): boolean {
    const isSequence = timeStamp - goPressedAt.current < sequenceMs;
    goPressedAt.current = Number.NEGATIVE_INFINITY;
    if (isSequence) {
      const item = items.find((one) => one.shortcut === key);
      if (item) router.push(item.href);
      return item !== undefined;
    }
    if (key === 'g') goPressedAt.current = timeStamp;
    if (key === '?') openHelp();
    if (key === 'c' && createHref) router.push(createHref);
    if (key === '/') return focusSearch();
    return key === '?' || (key === 'c' && createHref !== undefined);
  }

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    // In a terminal every key belongs to the shell in it.
    if (event.target instanceof HTMLElement && event.target.closest('[data-terminal], .xterm')) return;
    const letter = keyLetter(event);
    if (letter === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (plainKey(letter, event.timeStamp)) event.preventDefault();
  });

  useEffect(() => {
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** In a field, or with a dialog or menu open, a letter means something else. */
function isTyping(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="alertdialog"], [role="menu"]') !== null
  );
}

function focusSearch() {
  const search = document.querySelector<HTMLInputElement>('[data-page-search]');
  search?.focus();
  return search !== null;
}
