/** From the moment of asking, in milliseconds. `parts` say where the time went, where that is known. */
export type Measured = { runningMs: number; sshMs: number; parts?: Record<string, number> };

/** One way to make an instance. `remove` is outside of what is measured. */
export type Maker = {
  make(name: string, position: number): Promise<Measured>;
  remove(name: string): Promise<void>;
};
