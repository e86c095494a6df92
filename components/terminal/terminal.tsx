'use client';

import '@xterm/xterm/css/xterm.css';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { showToast } from '#components/ui/toast/show-toast.ts';
import type { ConnectionState } from './connection.ts';
import { openScreen, type Screen } from './open-screen.ts';

interface TerminalProps {
  /** The path of the terminal's WebSocket. */
  path: string;
  instanceName: string;
}

/** A root shell in the browser: survives a network drop, says why it has ended, opens again. */
export function Terminal({ path, instanceName }: TerminalProps) {
  const t = useTranslations('terminal');
  const element = useRef<HTMLDivElement>(null);
  const screen = useRef<Screen>(undefined);
  const [state, setState] = useState<ConnectionState>({ kind: 'connecting' });
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round opens a new shell
  useEffect(() => {
    let isGone = false;
    const place = element.current;
    if (!place) return;
    const onLost = () => showToast({ title: t('not-sent') });
    openScreen(place, path, { onState: setState, onLost }).then((opened) => {
      if (isGone) return opened.close();
      screen.current = opened;
      opened.focus();
    });
    return () => {
      isGone = true;
      screen.current?.close();
      screen.current = undefined;
    };
  }, [path, round]);

  const copy = useCallback(async () => {
    const text = screen.current?.selection() ?? '';
    if (text === '') return showToast({ title: t('nothing-selected') });
    await navigator.clipboard.writeText(text);
    showToast({ title: t('copied') });
    screen.current?.focus();
  }, [t]);
  const paste = useCallback(async () => {
    const text = await navigator.clipboard.readText().catch(() => undefined);
    if (text === undefined) return showToast({ title: t('paste-denied') });
    screen.current?.paste(text);
    screen.current?.focus();
  }, [t]);

  const isOver = !['connecting', 'connected', 'reconnecting'].includes(state.kind);
  const words = state.kind === 'ended' ? t('ended', { code: String(state.code ?? 'none') }) : t(state.kind);
  return (
    <section aria-label={t('title', { name: instanceName })} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" data-terminal-state={state.kind} className="text-ink-2">
          {words}
        </p>
        <div className="flex gap-2">
          {isOver && (
            <Button size="sm" variant="primary" onClick={() => setRound(round + 1)}>
              {t('open-again')}
            </Button>
          )}
          <Button size="sm" onClick={() => void copy()}>
            {t('copy')}
          </Button>
          <Button size="sm" onClick={() => void paste()}>
            {t('paste')}
          </Button>
        </div>
      </div>
      <div
        ref={element}
        className="terminal-screen h-[min(70vh,44rem)] min-h-72 overflow-hidden rounded-md bg-[#0e1416] p-2 text-[#dfe7e8]"
      />
      <p className="text-ink-2 text-sm">{t('leave-hint')}</p>
    </section>
  );
}
