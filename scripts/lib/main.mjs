import { createContext } from './context.mjs';
import { report, runSteps } from './steps.mjs';

/** Runs a list of steps as a program of its own and gives what they left in the context. */
export async function main(steps, options) {
  let ctx;
  try {
    ctx = createContext(options);
  } catch (error) {
    report(error);
    process.exit(1);
  }
  await runSteps(steps, ctx);
  return ctx;
}
