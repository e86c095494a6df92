import { isFree } from '../lib/free-port.mjs';
import { StepError } from '../lib/step-error.mjs';

/** Before anything is changed under a panel that is running: nobody listens where we are going to. */
export const port = {
  name: 'port',
  async run({ env, again }) {
    const wanted = Number(env.PORT || 3000);
    if (await isFree(wanted, env.BERTH_HOST || '127.0.0.1')) return `port ${wanted} is free`;
    throw new StepError(
      `port ${wanted} is in use already (is Berth running?)`,
      `stop what listens there, or: PORT=${wanted + 1} ${again}`,
    );
  },
};
