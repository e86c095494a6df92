import { type Connection, type ConnectionState, connectTerminal } from './connection.ts';

export type Screen = { selection(): string; paste(text: string): void; focus(): void; close(): void };

/** Draws a terminal in `element` and connects it. The emulator is loaded only when one is opened. */
export async function openScreen(
  element: HTMLElement,
  path: string,
  tell: { onState(state: ConnectionState): void; onLost(): void },
): Promise<Screen> {
  const [{ Terminal }, { FitAddon }] = await Promise.all([
    import('@xterm/xterm'),
    import('@xterm/addon-fit'),
  ]);
  const styles = getComputedStyle(element);
  const terminal = new Terminal({
    cursorBlink: true,
    screenReaderMode: true,
    scrollback: 5000,
    fontSize: 13,
    fontFamily: styles.getPropertyValue('--font-geist-mono') || 'ui-monospace, monospace',
    theme: { background: styles.backgroundColor, foreground: styles.color, cursor: styles.color },
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(element);
  fit.fit();
  const encoder = new TextEncoder();
  const connection: Connection = connectTerminal(path, {
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    onOutput: (data) => terminal.write(data),
    onFresh: () => terminal.reset(),
    ...tell,
  });
  terminal.onData((text) => connection.send(encoder.encode(text)));
  terminal.onResize(({ cols, rows }) => connection.resize(cols, rows));
  terminal.attachCustomKeyEventHandler((event) => handleKey(event, terminal));
  const observer = new ResizeObserver(() => fit.fit());
  observer.observe(element);
  return {
    selection: () => terminal.getSelection(),
    paste: (text) => terminal.paste(text),
    focus: () => terminal.focus(),
    close() {
      observer.disconnect();
      connection.close();
      terminal.dispose();
    },
  };
}

type Selectable = { hasSelection(): boolean; getSelection(): string; blur(): void };

/** False for keys that are the page's: copy and paste as in every terminal, and a way out for the keyboard. */
function handleKey(event: KeyboardEvent, terminal: Selectable): boolean {
  if (event.type !== 'keydown' || !event.ctrlKey || !event.shiftKey) return true;
  if (event.code === 'KeyC' && terminal.hasSelection()) {
    event.preventDefault();
    void navigator.clipboard.writeText(terminal.getSelection());
    return false;
  }
  if (event.code === 'Escape') terminal.blur();
  return event.code !== 'KeyV' && event.code !== 'Escape';
}
