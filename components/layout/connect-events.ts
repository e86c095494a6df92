export type LiveState = 'live' | 'lost';

export interface Change {
  topic: string;
  id?: string | undefined;
}

interface Handlers {
  onChange: (change: Change) => void;
  onBack: () => void;
  onState: (state: LiveState) => void;
}

const firstWaitMs = 1000;
const longestWaitMs = 30_000;
/** A blink of the line is nobody's business. */
const patienceMs = 3000;

/**
 * Listens to the server's events and comes back by itself after the line was lost, ever more slowly. The
 * browser's own retry gives up on an error status such as 502, which is just what a restart answers.
 */
export function connectEvents(href: string, handlers: Handlers): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let notice: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function open() {
    source = new EventSource(href);
    source.addEventListener('open', opened);
    source.addEventListener('change', (event) => {
      const change = parseChange(event.data);
      if (change) handlers.onChange(change);
    });
    source.addEventListener('resync', () => handlers.onBack());
    source.addEventListener('error', lost);
  }
  function opened() {
    clearTimeout(notice);
    notice = undefined;
    handlers.onState('live');
    // What changed before the line was there, for the first time or again, was not told.
    handlers.onBack();
    failures = 0;
  }
  function lost() {
    source?.close();
    failures += 1;
    notice ??= setTimeout(() => handlers.onState('lost'), patienceMs);
    const wait = Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs);
    // All pages of a server that restarts would otherwise come back in the same moment.
    retry = setTimeout(open, wait * (0.75 + Math.random() / 2));
  }

  open();
  return () => {
    source?.close();
    clearTimeout(retry);
    clearTimeout(notice);
  };
}

function parseChange(data: unknown): Change | undefined {
  try {
    const parsed: unknown = JSON.parse(String(data));
    if (typeof parsed !== 'object' || parsed === null || !('topic' in parsed)) return undefined;
    const id = 'id' in parsed && typeof parsed.id === 'string' ? parsed.id : undefined;
    return { topic: String(parsed.topic), id };
  } catch {
    return undefined;
  }
}
