import { type ScreenState, screenEnd } from './screen-state.ts';

export type SpiceScreen = { focus(): void; sendCtrlAltDel(): void; close(): void };

type Wish = { path: string; label: string; onState(state: ScreenState): void };

/** Draws the screen of a VM in `element`, which needs an id. The client is loaded only when a screen is opened. */
export async function openSpice(element: HTMLElement, { path, label, onState }: Wish): Promise<SpiceScreen> {
  const { SpiceMainConn, sendCtrlAltDel } = await import('@spice-project/spice-html5');
  // Under one name here go all the connections that the client opens, one for each channel.
  const query = new URLSearchParams({ screenId: crypto.randomUUID() });
  let isOver = false;
  let wasOpen = false;
  const tell = (state: ScreenState) => !isOver && onState(state);
  const connection = new SpiceMainConn({
    uri: `${location.origin.replace(/^http/, 'ws')}${path}?${query}`,
    password: '',
    screen_id: element.id,
    onerror: () => undefined,
    onsuccess: () => tell('connected'),
  });
  connection.ws.addEventListener('open', () => {
    wasOpen = true;
  });
  connection.ws.addEventListener('close', ({ code }) => tell(screenEnd(code, wasOpen)));
  const canvas = () => element.querySelector('canvas');
  const named = new MutationObserver(() => nameCanvas(canvas(), label));
  named.observe(element, { childList: true });
  element.addEventListener('keydown', leaveOnEscape, { capture: true });
  return {
    focus: () => canvas()?.focus(),
    sendCtrlAltDel() {
      Object.assign(globalThis, { sc: connection });
      sendCtrlAltDel();
    },
    close() {
      isOver = true;
      named.disconnect();
      element.removeEventListener('keydown', leaveOnEscape, { capture: true });
      connection.stop();
    },
  };
}

function nameCanvas(canvas: HTMLCanvasElement | null, label: string): void {
  canvas?.setAttribute('role', 'application');
  canvas?.setAttribute('aria-label', label);
}

/** Every key is the guest's but this one: the way out for the keyboard, as in the terminal. */
function leaveOnEscape(event: KeyboardEvent): void {
  if (!event.ctrlKey || !event.shiftKey || event.code !== 'Escape') return;
  event.stopPropagation();
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.blur();
}
