export type Sending = { done: Promise<SendEnd>; cancel: () => void };
export type SendEnd =
  | { kind: 'done' }
  | { kind: 'taken' }
  | { kind: 'cancelled' }
  | { kind: 'failed'; why: string };

/** Sends a file as it is. XMLHttpRequest, for `fetch` does not tell how much has gone. */
export function sendFile(href: string, file: File, onPart: (part: number) => void): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<SendEnd>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onPart(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(endOf(request));
    request.onerror = () => resolve({ kind: 'failed', why: '' });
    request.onabort = () => resolve({ kind: 'cancelled' });
  });
  request.open('PUT', href);
  request.send(file);
  return { done, cancel: () => request.abort() };
}

function endOf({ status, responseText }: XMLHttpRequest): SendEnd {
  if (status === 200) return { kind: 'done' };
  const { reason, message } = refusalIn(responseText);
  return reason === 'path-taken' ? { kind: 'taken' } : { kind: 'failed', why: message ?? '' };
}

function refusalIn(text: string): { reason?: string; message?: string } {
  try {
    return JSON.parse(text).error ?? {};
  } catch {
    return {};
  }
}
