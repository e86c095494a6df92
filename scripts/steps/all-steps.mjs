import { sideBySide } from '../lib/steps.mjs';
import { engineSteps } from './engine-steps.mjs';
import { migrate } from './migrate.mjs';
import { nodeVersion } from './node-version.mjs';
import { npmInstall } from './npm-install.mjs';
import { postgres } from './postgres.mjs';
import { prismaClient } from './prisma-client.mjs';
import { settings } from './settings.mjs';
import { system } from './system.mjs';

/** Packages of npm, the database and what the server is told about them: no engine yet. */
export const appSteps = [npmInstall, prismaClient, postgres, migrate, settings];

/** A machine that can run the panel: the engine's side and the panel's side need nothing of one another. */
export function prepareSteps(ofApp) {
  return [nodeVersion, system, sideBySide(engineSteps, ofApp)];
}
