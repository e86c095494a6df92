import account from '#messages/ru/account.json';
import activity from '#messages/ru/activity.json';
import admin from '#messages/ru/admin.json';
import audit from '#messages/ru/audit.json';
import auth from '#messages/ru/auth.json';
import common from '#messages/ru/common.json';
import compose from '#messages/ru/compose.json';
import deployments from '#messages/ru/deployments.json';
import errors from '#messages/ru/errors.json';
import evidence from '#messages/ru/evidence.json';
import findings from '#messages/ru/findings.json';
import globalError from '#messages/ru/global-error.json';
import guests from '#messages/ru/guests.json';
import images from '#messages/ru/images.json';
import instances from '#messages/ru/instances.json';
import jobs from '#messages/ru/jobs.json';
import kinds from '#messages/ru/kinds.json';
import layout from '#messages/ru/layout.json';
import logs from '#messages/ru/logs.json';
import metering from '#messages/ru/metering.json';
import nodes from '#messages/ru/nodes.json';
import panel from '#messages/ru/panel.json';
import plans from '#messages/ru/plans.json';
import registries from '#messages/ru/registries.json';
import sshKeys from '#messages/ru/ssh-keys.json';
import team from '#messages/ru/team.json';
import tenants from '#messages/ru/tenants.json';
import terminal from '#messages/ru/terminal.json';
import tokens from '#messages/ru/tokens.json';
import uploads from '#messages/ru/uploads.json';
import usage from '#messages/ru/usage.json';
import vaults from '#messages/ru/vaults.json';
import vms from '#messages/ru/vms.json';
import type { Messages } from './messages-en.ts';

export const messagesRu: Messages = {
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
