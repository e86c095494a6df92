/**
 * For the engine's exec in a terminal: an interactive shell in the application, of what its image has. Where it has none
 * or the application does not run, it says so and ends with 1.
 */
export const enterWorkload = ['/usr/lib/berth/enter'] as const;
