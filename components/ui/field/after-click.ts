/**
 * Runs something when the pointer is up again and its click has been given to whatever it was pressed on. What is said
 * of a field when it loses the focus takes a line: said while a button below is being pressed, it would move that away
 * from under the pointer, and the click would hit nothing.
 */
export function clickWaiter(page: Pick<EventTarget, 'addEventListener'>): (run: () => void) => void {
  let isDown = false;
  const waiting: (() => void)[] = [];
  page.addEventListener(
    'pointerdown',
    () => {
      isDown = true;
    },
    true,
  );
  for (const end of ['pointerup', 'pointercancel']) {
    page.addEventListener(
      end,
      () => {
        isDown = false;
        // The click comes right behind, in the same task.
        setTimeout(() => {
          for (const run of waiting.splice(0)) run();
        });
      },
      true,
    );
  }
  return (run) => {
    // A finger has left the glass before it takes the focus away: its click is still to come as well.
    if (isDown) waiting.push(run);
    else setTimeout(run);
  };
}

/** Undefined on the server, where nothing loses the focus. */
const wait = typeof window === 'undefined' ? undefined : clickWaiter(window);

export function afterClick(run: () => void): void {
  if (wait) wait(run);
  else run();
}
