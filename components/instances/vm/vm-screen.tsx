'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { openSpice, type SpiceScreen } from './open-spice.ts';
import type { ScreenState } from './screen-state.ts';

interface VmScreenProps {
  /** The path of the screen's WebSocket. */
  path: string;
  instanceName: string;
}

/** What a monitor on the machine would show, with its keyboard and mouse. */
export function VmScreen({ path, instanceName }: VmScreenProps) {
  const t = useTranslations('vms.screen');
  const element = useRef<HTMLDivElement>(null);
  const screen = useRef<SpiceScreen>(undefined);
  const [state, setState] = useState<ScreenState>('connecting');
  const [round, setRound] = useState(0);
  const label = t('canvas', { name: instanceName });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round opens the screen anew
  useEffect(() => {
    let isGone = false;
    const place = element.current;
    if (!place) return;
    setState('connecting');
    openSpice(place, { path, label, onState: (next) => !isGone && setState(next) }).then(
      (opened) => {
        if (isGone) return opened.close();
        screen.current = opened;
      },
      () => !isGone && setState('refused'),
    );
    return () => {
      isGone = true;
      screen.current?.close();
      screen.current = undefined;
    };
  }, [path, round]);

  const isLive = state === 'connected';
  return (
    <section aria-label={t('title', { name: instanceName })} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" data-screen-state={state} className="text-ink-2">
          {t(`state.${state}`)}
        </p>
        <div className="flex gap-2">
          {!isLive && state !== 'connecting' && (
            <Button size="sm" variant="primary" onClick={() => setRound(round + 1)}>
              {t('openAgain')}
            </Button>
          )}
          <Button
            size="sm"
            disabledReason={isLive ? undefined : t('needsConnection')}
            onClick={() => {
              screen.current?.sendCtrlAltDel();
              screen.current?.focus();
            }}
          >
            {t('ctrlAltDel')}
          </Button>
        </div>
      </div>
      <div className="max-h-[75vh] min-h-72 overflow-auto rounded-md bg-[#0e1416]">
        <div ref={element} id="vm-screen" className="w-max" />
      </div>
      <p className="text-ink-2 text-sm">{t('leaveHint')}</p>
    </section>
  );
}
