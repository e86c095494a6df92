/**
 * One of its kind in a process. Kept on globalThis because the bundler loads a module a second time
 * beside the one of the custom server.
 */
export function onceAProcess<T>(name: string, make: () => T): T {
  const place = Symbol.for(`berth.${name}`);
  const holder = globalThis as { [place]?: T };
  holder[place] ??= make();
  return holder[place];
}
