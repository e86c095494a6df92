const helpEvent = 'berth:help';
const paletteEvent = 'berth:palette';

/** Opens the list of shortcuts from anywhere; the shell listens. */
export function openHelp() {
  window.dispatchEvent(new Event(helpEvent));
}

export function openPalette() {
  window.dispatchEvent(new Event(paletteEvent));
}

export function onShellEvents(handlers: { help: () => void; palette: () => void }) {
  window.addEventListener(helpEvent, handlers.help);
  window.addEventListener(paletteEvent, handlers.palette);
  return () => {
    window.removeEventListener(helpEvent, handlers.help);
    window.removeEventListener(paletteEvent, handlers.palette);
  };
}
