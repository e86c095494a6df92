'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { connectEvents, type LiveState } from './connect-events.ts';
import { throttle } from './throttle.ts';
import { useRefresh } from './use-refresh.ts';

interface LiveRefreshProps {
  /** Where the events come from, with whatever query the server wants. */
  href: string;
  /** Refresh only for these; every topic when left out. */
  topics?: string[] | undefined;
  /** Refresh only for the thing with this id. */
  id?: string | undefined;
}

/** At most four a second, however much happens. */
const refreshMs = 250;

/** Draws the page again when the server says that something on it changed. Shows nothing while it works. */
export function LiveRefresh({ href, topics, id }: LiveRefreshProps) {
  const askAgain = useRefresh();
  const [state, setState] = useState<LiveState>('live');
  const wanted = topics?.join(',');
  const concerns = useEffectEvent(
    (change: { topic: string; id?: string | undefined }) =>
      (topics === undefined || topics.includes(change.topic)) && (id === undefined || change.id === id),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of topics or id makes a new connection
  useEffect(() => {
    const refresh = throttle(askAgain, refreshMs);
    const close = connectEvents(href, {
      onChange: (change) => concerns(change) && refresh.call(),
      // Whatever happened while the line was down was missed.
      onBack: refresh.call,
      onState: setState,
    });
    return () => {
      close();
      refresh.cancel();
    };
  }, [href, wanted, id, askAgain]);

  return <LiveNotice state={state} />;
}

function LiveNotice({ state }: { state: LiveState }) {
  const t = useTranslations('layout.live');
  return (
    <div role="status">
      {state === 'lost' && (
        <p className="fixed end-4 bottom-4 z-30 flex items-center gap-2 rounded-full border border-line-strong bg-overlay px-3 py-1 text-sm text-ink-2 shadow-md max-md:bottom-18">
          <span aria-hidden className="animate-quiet size-1.5 rounded-full bg-warn" />
          <span aria-hidden>{t('lost')}</span>
          <span className="sr-only">{t('lostLong')}</span>
        </p>
      )}
    </div>
  );
}
