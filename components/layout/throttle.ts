/** Calls at once, then at most once per `waitMs`; a call that came meanwhile is made up for at the end. */
export function throttle(run: () => void, waitMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;

  function rest() {
    timer = undefined;
    if (!isDue) return;
    isDue = false;
    fire();
  }
  function fire() {
    timer = setTimeout(rest, waitMs);
    run();
  }

  return {
    call() {
      if (timer === undefined) fire();
      else isDue = true;
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      isDue = false;
    },
  };
}
