'use client';

import { useEffect, useReducer, useRef } from 'react';
import type { Upload } from 'tus-js-client';
import type { UploadView } from '#server/uploads/schema.ts';
import { findUnfinished, sendFile, startOrResume, type Target } from './send-file.ts';
import { nextState } from './upload-state.ts';

const lookEveryMs = 500;
/** Of how far back a rate is told. */
const rateMs = 5000;

type Told = {
  onReady?: ((view: UploadView) => void) | undefined;
  /** One that was ready is given up: the panel has it no more. */
  onDropped?: ((id: string) => void) | undefined;
};

/** One file on its way, with what a page may do about it. */
export function useUpload(target: Target, told: Told) {
  const [state, tell] = useReducer(nextState, { phase: 'idle' });
  const current = useRef<Upload>(undefined);
  const page = useRef(told);
  page.current = told;
  const { tenant, purpose } = target;

  useEffect(() => {
    let isGone = false;
    void findUnfinished({ tenant, purpose }).then((found) => {
      if (found && !isGone) tell({ type: 'found', ...found });
    });
    return () => {
      isGone = true;
      void current.current?.abort();
    };
  }, [tenant, purpose]);

  async function check(id: string) {
    for (;;) {
      const answer = await fetch(`/api/uploads/${id}`, { cache: 'no-store' }).catch(() => undefined);
      if (answer && answer.status >= 400 && answer.status < 500) return tell({ type: 'forgotten' });
      const view = answer?.ok ? ((await answer.json()) as UploadView) : undefined;
      if (view?.state === 'ready' || view?.state === 'refused') {
        tell({ type: 'checked', view });
        if (view.state === 'ready') page.current.onReady?.(view);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  function begin(file: File) {
    const rate = makeRate();
    tell({ type: 'progress', file, sentBytes: 0, bytesPerSecond: null });
    current.current = sendFile(file, target, {
      onProgress: (sentBytes) => tell({ type: 'progress', file, sentBytes, bytesPerSecond: rate(sentBytes) }),
      onSent(id) {
        tell({ type: 'sent', fileName: file.name });
        void check(id);
      },
      onFailed: (message) => tell({ type: 'failed', file, message }),
    });
    void startOrResume(current.current);
  }

  return {
    state,
    begin,
    pause() {
      void current.current?.abort();
      tell({ type: 'paused' });
    },
    resume() {
      tell({ type: 'resumed' });
      current.current?.start();
    },
    /** Gives up, and lets the panel remove what it has. */
    drop() {
      void current.current?.abort(true).catch(() => undefined);
      if (state.phase === 'ready') page.current.onDropped?.(state.view.id);
      tell({ type: 'forgotten' });
    },
  };
}

/** Bytes per second over the last seconds; null until there is something to tell. */
function makeRate() {
  const seen: { at: number; bytes: number }[] = [];
  return (bytes: number): number | null => {
    const at = performance.now();
    seen.push({ at, bytes });
    while (seen.length > 2 && at - (seen[0]?.at ?? at) > rateMs) seen.shift();
    const first = seen[0];
    if (!first || at - first.at < 300) return null;
    return ((bytes - first.bytes) * 1000) / (at - first.at);
  };
}
