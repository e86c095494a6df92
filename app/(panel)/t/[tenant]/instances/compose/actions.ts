'use server';

import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { question } from '#app/_lib/question.ts';
import { createStack } from '#server/compose/create-stack.ts';
import { readFor } from '#server/compose/read-for.ts';
import {
  type ComposeReading,
  createStackInput,
  readComposeInput,
  stackName,
} from '#server/compose/schema.ts';
import { paths } from '#server/paths.ts';

const { tenant, text, variables } = readComposeInput.shape;
const asking = z.tuple([tenant, text, variables, z.string().max(64)]);

/** What would become of a file, as it is typed. */
export const readComposeFile = question(
  asking,
  null,
  async (ctx, slug, file, given, name): Promise<ComposeReading | null> => {
    const stack = stackName.safeParse(name).data;
    return readFor(ctx, { tenant: slug, text: file, variables: given, ...(stack && { stack }) });
  },
);

/** Lists are posted as JSON; a field whose name says that it is secret does not come back with a refusal. */
const form = z.preprocess((raw) => {
  const { secretVariables, services, ...rest } = raw as Record<string, unknown>;
  return { ...rest, variables: parse(secretVariables) ?? [], services: parse(services) };
}, createStackInput);

export const createStackAction = action(form, async (ctx, input) => {
  const { stack } = await createStack(ctx, input);
  return { redirectTo: paths.instances(input.tenant, { stack }) };
});

function parse(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
