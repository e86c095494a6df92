import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { paths } from '#server/paths.ts';
import { type SendEnd, sendFile } from './send-file.ts';

export type Upload = {
  key: number;
  file: File;
  path: string;
  part: number;
  state: 'waiting' | 'sending' | 'asking' | 'done' | 'failed';
  why?: string | undefined;
};
type Change =
  | { add: Upload }
  | { key: number; to: Partial<Upload> }
  | { remove: (upload: Upload) => boolean };

/** Files on their way into a folder, one after the other. */
export function useUploads(instanceId: string, inFolder: (name: string) => string) {
  const router = useRouter();
  const [uploads, change] = useReducer(changed, []);
  const queue = useRef(Promise.resolve());
  const keys = useRef(0);
  const cancels = useRef(new Map<number, () => void>());

  const send = useCallback(
    ({ key, file, path }: Pick<Upload, 'key' | 'file' | 'path'>, overwrites: boolean) => {
      const gone = { is: false };
      cancels.current.set(key, () => {
        gone.is = true;
      });
      queue.current = queue.current.then(async () => {
        if (gone.is) return;
        change({ key, to: { state: 'sending', part: 0 } });
        const href = paths.guestFile(instanceId, { path, overwrites: overwrites ? 'yes' : undefined });
        const sending = sendFile(href, file, (part) => change({ key, to: { part } }));
        cancels.current.set(key, sending.cancel);
        const end = await sending.done;
        cancels.current.delete(key);
        change(end.kind === 'cancelled' ? { remove: (one) => one.key === key } : { key, to: toState(end) });
        if (end.kind === 'done' || end.kind === 'cancelled') router.refresh();
      });
    },
    [instanceId, router],
  );

  useEffect(() => {
    const all = cancels.current;
    return () => {
      for (const cancel of all.values()) cancel();
    };
  }, []);

  return {
    uploads,
    add(files: Iterable<File>) {
      for (const file of files) {
        const upload: Upload = {
          key: keys.current++,
          file,
          path: inFolder(file.name),
          part: 0,
          state: 'waiting',
        };
        change({ add: upload });
        send(upload, false);
      }
    },
    replace: (upload: Upload) => {
      change({ key: upload.key, to: { state: 'waiting' } });
      send(upload, true);
    },
    drop(upload: Upload) {
      cancels.current.get(upload.key)?.();
      change({ remove: (one) => one.key === upload.key });
    },
    clear: () => change({ remove: ({ state }) => state === 'done' || state === 'failed' }),
  };
}

function toState(end: SendEnd): Partial<Upload> {
  if (end.kind === 'taken') return { state: 'asking' };
  return end.kind === 'failed' ? { state: 'failed', why: end.why } : { state: 'done', part: 1 };
}

function changed(uploads: Upload[], change: Change): Upload[] {
  if ('add' in change) return [...uploads, change.add];
  if ('remove' in change) return uploads.filter((upload) => !change.remove(upload));
  return uploads.map((upload) => (upload.key === change.key ? { ...upload, ...change.to } : upload));
}
