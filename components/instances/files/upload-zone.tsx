'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { showToast } from '#components/ui/toast/show-toast.ts';
import { UploadList } from './upload-list.tsx';
import { UploadsContext } from './uploads-context.ts';
import { useUploads } from './use-uploads.ts';

interface UploadZoneProps {
  instanceId: string;
  /** Of the folder that takes them. */
  path: string;
  pathLabel: string;
  children: ReactNode;
}

/** A folder's page: files that are dropped on it go into the folder. The button does the same by keyboard. */
export function UploadZone({ instanceId, path, pathLabel, children }: UploadZoneProps) {
  const t = useTranslations('guests.files');
  const uploads = useUploads(instanceId, (name) => (path === '/' ? `/${name}` : `${path}/${name}`));
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);

  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');
  function move(event: DragEvent, by: number) {
    if (!hasFiles(event)) return;
    depth.current += by;
    setOver(depth.current > 0);
  }
  function drop(event: DragEvent) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
    const files = [...event.dataTransfer.files].filter((_, index) => !entries[index]?.isDirectory);
    if (entries.some((entry) => entry?.isDirectory)) showToast({ title: t('noFolders'), tone: 'info' });
    uploads.add(files);
  }

  return (
    <UploadsContext value={uploads.add}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for a mouse; the button does the same */}
      <div
        onDragEnter={(event) => move(event, 1)}
        onDragLeave={(event) => move(event, -1)}
        onDragOver={(event) => hasFiles(event) && event.preventDefault()}
        onDrop={drop}
        className={clsx('rounded-lg', isOver && 'outline-2 outline-offset-8 outline-dashed outline-accent')}
      >
        {isOver && (
          <p className="pointer-events-none fixed inset-x-0 bottom-6 z-30 mx-auto w-fit max-w-full rounded-full border border-line-strong bg-overlay px-4 py-1.5 shadow-md wrap-anywhere">
            {t('uploadHere', { path: pathLabel })}
          </p>
        )}
        <UploadList {...uploads} />
        {children}
      </div>
    </UploadsContext>
  );
}
