export type CallSignal = {
  signal: AbortSignal;
  hasTimedOut: () => boolean;
  /** Lets go of the time limit alone. */
  stopClock: () => void;
  dispose: () => void;
};

/**
 * One signal for a call out of the engine's, the caller's and a time limit. Listeners are taken off again in
 * `dispose`: AbortSignal.any() keeps one entry a call on signals that live as long as the process.
 */
export function callSignal(timeoutMs: number, ...signals: (AbortSignal | undefined)[]): CallSignal {
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort(new DOMException(`no answer within ${timeoutMs / 1000} s`, 'TimeoutError'));
  }, timeoutMs);

  const undo = signals.flatMap((outer) => {
    if (!outer) return [];
    const abort = () => controller.abort(outer.reason);
    if (outer.aborted) abort();
    outer.addEventListener('abort', abort, { once: true });
    return [() => outer.removeEventListener('abort', abort)];
  });

  return {
    signal: controller.signal,
    hasTimedOut: () => timedOut,
    stopClock: () => clearTimeout(timer),
    dispose: () => {
      clearTimeout(timer);
      for (const takeOff of undo) takeOff();
    },
  };
}
