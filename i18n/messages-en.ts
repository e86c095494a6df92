import account from '#messages/en/account.json';
import activity from '#messages/en/activity.json';
import admin from '#messages/en/admin.json';
import audit from '#messages/en/audit.json';
import auth from '#messages/en/auth.json';
import common from '#messages/en/common.json';
import compose from '#messages/en/compose.json';
import deployments from '#messages/en/deployments.json';
import errors from '#messages/en/errors.json';
import evidence from '#messages/en/evidence.json';
import findings from '#messages/en/findings.json';
import globalError from '#messages/en/global-error.json';
import guests from '#messages/en/guests.json';
import images from '#messages/en/images.json';
import instances from '#messages/en/instances.json';
import jobs from '#messages/en/jobs.json';
import kinds from '#messages/en/kinds.json';
import layout from '#messages/en/layout.json';
import logs from '#messages/en/logs.json';
import metering from '#messages/en/metering.json';
import nodes from '#messages/en/nodes.json';
import panel from '#messages/en/panel.json';
import plans from '#messages/en/plans.json';
import registries from '#messages/en/registries.json';
import sshKeys from '#messages/en/ssh-keys.json';
import team from '#messages/en/team.json';
import tenants from '#messages/en/tenants.json';
import terminal from '#messages/en/terminal.json';
import tokens from '#messages/en/tokens.json';
import uploads from '#messages/en/uploads.json';
import usage from '#messages/en/usage.json';
import vaults from '#messages/en/vaults.json';
import vms from '#messages/en/vms.json';

/** Every namespace is one file under messages/en, named after it. A new file is added here and in messages-ru.ts. */
export const messagesEn = {
  account,
  activity,
  admin,
  audit,
  auth,
  common,
  compose,
  errors,
  findings,
  'global-error': globalError,
  guests,
  images,
  instances,
  jobs,
  kinds,
  layout,
  metering,
  nodes,
  panel,
  plans,
  registries,
  logs,
  evidence,
  deployments,
  'ssh-keys': sshKeys,
  team,
  tenants,
  terminal,
  tokens,
  uploads,
  usage,
  vaults,
  vms,
};

export type Messages = typeof messagesEn;
export type Namespace = keyof Messages;
