import type { UploadView } from '#server/uploads/schema.ts';

/** Where a file that somebody brings is: on its way, held, looked at by the panel, or done. */
export type UploadState =
  | { phase: 'idle' }
  /** Begun before this page was loaded: the same file has to be chosen again, for a page cannot keep one. */
  | { phase: 'unfinished'; fileName: string; sizeBytes: number }
  | { phase: 'sending' | 'paused'; file: File; sentBytes: number; bytesPerSecond: number | null }
  | { phase: 'checking'; fileName: string }
  | { phase: 'ready' | 'refused'; view: UploadView }
  | { phase: 'failed'; file: File; sentBytes: number; message: string | null };

export type UploadEvent =
  | { type: 'found'; fileName: string; sizeBytes: number }
  | { type: 'progress'; file: File; sentBytes: number; bytesPerSecond: number | null }
  | { type: 'paused' }
  | { type: 'resumed' }
  | { type: 'sent'; fileName: string }
  | { type: 'checked'; view: UploadView }
  | { type: 'failed'; file: File; message: string | null }
  | { type: 'forgotten' };

export function nextState(state: UploadState, event: UploadEvent): UploadState {
  switch (event.type) {
    case 'found':
      return state.phase === 'idle' ? { phase: 'unfinished', ...without(event) } : state;
    case 'progress':
      // A last word of what was paused meanwhile.
      return { phase: state.phase === 'paused' ? 'paused' : 'sending', ...without(event) };
    case 'paused':
      return state.phase === 'sending' ? { ...state, phase: 'paused', bytesPerSecond: null } : state;
    case 'resumed':
      return state.phase === 'paused' ? { ...state, phase: 'sending' } : state;
    case 'sent':
      return { phase: 'checking', fileName: event.fileName };
    case 'checked':
      return { phase: event.view.state === 'ready' ? 'ready' : 'refused', view: event.view };
    case 'failed':
      return { phase: 'failed', ...without(event), sentBytes: 'sentBytes' in state ? state.sentBytes : 0 };
    case 'forgotten':
      return { phase: 'idle' };
  }
}

function without<E extends UploadEvent>({ type: _type, ...rest }: E): Omit<E, 'type'> {
  return rest;
}
