import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectEvents } from './connect-events.ts';

/** The browser's EventSource as far as it is used here; a test plays the server. */
class PlayedSource extends EventTarget {
  static opened: PlayedSource[] = [];
  isClosed = false;
  constructor(readonly url: string) {
    super();
    PlayedSource.opened.push(this);
  }
  close() {
    this.isClosed = true;
  }
  answer(type: string, data?: string) {
    this.dispatchEvent(data === undefined ? new Event(type) : new MessageEvent(type, { data }));
  }
}

const latest = () => {
  const source = PlayedSource.opened.at(-1);
  if (!source) throw new Error('nothing was opened');
  return source;
};

const handlers = { onChange: vi.fn(), onBack: vi.fn(), onState: vi.fn() };
let close = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  PlayedSource.opened = [];
  vi.stubGlobal('EventSource', PlayedSource);
  close = connectEvents('/api/events?tenant=acme', handlers);
});
afterEach(() => {
  close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('connectEvents', () => {
  it('hands on what changed, and lets fall what it cannot read', () => {
    latest().answer('change', '{"topic":"instance","id":"i-1"}');
    latest().answer('change', 'nonsense');
    latest().answer('change', '{"id":"i-2"}');
    expect(handlers.onChange.mock.calls).toEqual([[{ topic: 'instance', id: 'i-1' }]]);
  });

  it('comes back by itself, and says so to whoever missed something', () => {
    latest().answer('open');
    latest().answer('error');
    expect(latest().isClosed).toBe(true);
    vi.advanceTimersByTime(1500);
    expect(PlayedSource.opened).toHaveLength(2);
    latest().answer('open');
    expect(handlers.onBack).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(10_000);
    expect(handlers.onState).not.toHaveBeenCalledWith('lost');
  });

  it('shows that the line is lost after a while, and tries ever more slowly', () => {
    latest().answer('open');
    for (let ms = 0; ms < 120_000; ms += 100) {
      if (!latest().isClosed) latest().answer('error');
      vi.advanceTimersByTime(100);
    }
    expect(handlers.onState).toHaveBeenLastCalledWith('lost');
    expect(PlayedSource.opened.length).toBeGreaterThan(5);
    expect(PlayedSource.opened.length).toBeLessThan(14);
    latest().answer('open');
    expect(handlers.onState).toHaveBeenLastCalledWith('live');
  });

  it('opens nothing more once it was closed', () => {
    latest().answer('error');
    close();
    vi.advanceTimersByTime(60_000);
    expect(PlayedSource.opened).toHaveLength(1);
    expect(handlers.onState).not.toHaveBeenCalled();
  });
});
