import { appendFileSync } from 'node:fs';
import { StepError } from './step-error.mjs';

const isTerminal = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (isTerminal ? `\x1b[${code}m${text}\x1b[0m` : text);

/** Chains of steps that need nothing of one another: they run side by side. */
export function sideBySide(...chains) {
  return { chains };
}

/**
 * Runs steps in order. Every step observes before it acts, so that a run that was cut short continues where it
 * was. A failure ends the process with one message.
 */
export async function runSteps(steps, ctx) {
  try {
    await runChain(steps, ctx);
  } catch (error) {
    report(error, ctx);
    process.exit(1);
  }
}

async function runChain(steps, ctx) {
  for (const step of steps) {
    if (ctx.hasFailed) return;
    if (step.chains) await runChains(step.chains, ctx);
    else await runStep(step, ctx);
  }
}

/** When one chain fails, the others end the step they are in and begin no other. */
async function runChains(chains, ctx) {
  const ends = await Promise.allSettled(chains.map((chain) => runChain(chain, ctx)));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

async function runStep({ name, run }, ctx) {
  const started = performance.now();
  const done = showWork(name, ctx);
  try {
    const detail = await run(ctx);
    done();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${paint(32, '✓')} ${detail ?? name}  ${paint(2, `(${seconds} s)`)}`);
  } catch (error) {
    done();
    ctx.hasFailed = true;
    error.step = name;
    throw error;
  }
}

/** On a terminal, the names of the steps at work stand in the last line until they end. */
function showWork(name, ctx) {
  if (!isTerminal) return () => {};
  ctx.atWork ??= new Set();
  const draw = () =>
    process.stdout.write(`\r\x1b[K${ctx.atWork.size ? `… ${[...ctx.atWork].join(', ')}` : ''}`);
  ctx.atWork.add(name);
  draw();
  return () => {
    ctx.atWork.delete(name);
    process.stdout.write('\r\x1b[K');
    if (ctx.atWork.size) setImmediate(() => ctx.atWork.size && draw());
  };
}

/** One message for a person: what went wrong, what mends it, where to read more. Never a stack trace. */
export function failureMessage(error, { logFile, again = 'npm start' } = {}) {
  const lines = [`${error.step ? `${error.step}: ` : ''}${error.message}`];
  if (error instanceof StepError) lines.push(`  → ${error.fix}`);
  else lines.push(`  → run \`${again}\` again: it continues from here. BERTH_DEBUG=1 shows more.`);
  if (logFile) lines.push(`  log: ${logFile}`);
  return lines.join('\n');
}

export function report(error, ctx) {
  console.error(`${paint(31, '✗')} ${failureMessage(error, ctx)}`);
  if (ctx?.logFile) appendFileSync(ctx.logFile, `${error.stack}\n`);
  if (process.env.BERTH_DEBUG === '1') console.error(error.stack);
}
