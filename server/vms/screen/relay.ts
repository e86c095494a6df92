import type { WebSocket } from 'ws';

/** How much may wait for a slow reader until the writer has to wait too. */
const slowReaderBytes = 1024 * 1024;

/** Bytes of one socket to the other, both ways; the writer waits where the reader is slow, and both end together. */
export function relay(browser: WebSocket, guest: WebSocket, end: { code: number; reason: string }): void {
  pass(browser, guest, () => browser.close(1003, 'bytes only'));
  // A text message is the engine's sign for the end of a stream.
  pass(guest, browser, () => guest.terminate());
  browser.on('close', () => guest.terminate());
  guest.on('close', () => {
    browser.resume();
    browser.close(end.code, end.reason);
  });
  if (browser.readyState !== browser.OPEN) guest.terminate();
}

function pass(from: WebSocket, to: WebSocket, onText: () => void): void {
  from.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) return onText();
    to.send(data, () => {
      if (to.bufferedAmount < slowReaderBytes / 2) from.resume();
    });
    if (to.bufferedAmount > slowReaderBytes) from.pause();
  });
}
