import { EventEmitter } from 'node:events';
import type { Logger } from '#server/log.ts';
import { listen } from './listen.ts';
import { type Change, changeChannel } from './notify-change.ts';

type Listener = (change: Change | 'resync') => void;
export type ChangeListener = { subscribe(listener: Listener): () => void; close(): Promise<void> };

/** One LISTEN connection a process, shared by every stream; after a gap subscribers get `resync`. */
export function listenChanges(databaseUrl: string, log: Logger): ChangeListener {
  const emitter = new EventEmitter().setMaxListeners(0);
  const listening = listen({
    databaseUrl,
    channel: changeChannel,
    log,
    onMessage: (payload) => payload && emitter.emit('change', JSON.parse(payload) as Change),
    onReconnect: () => emitter.emit('change', 'resync'),
  });
  return {
    subscribe(listener) {
      emitter.on('change', listener);
      return () => emitter.off('change', listener);
    },
    close: () => listening.close(),
  };
}
