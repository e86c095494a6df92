/** Rejects when somebody ends the program: what it has made is taken away first. */
export function untilEnded(): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => reject(new Error(`ended by ${signal}`)));
    }
  });
  // It may come before anybody listens.
  ended.catch(() => undefined);
  return ended;
}
