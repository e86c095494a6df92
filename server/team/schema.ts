import { z } from 'zod';
import { roles } from '#server/auth/permissions.ts';
import { email, newPassword, personName } from '#server/auth/schema.ts';

export const role = z.enum(roles, 'role-invalid');

const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
};
const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), total: z.number().int(), page: z.number(), pageSize: z.number() });

export const listTeamInput = z.object({ tenantId: z.uuid(), ...paging });
export type ListTeamInput = z.infer<typeof listTeamInput>;

export const inviteMemberInput = z.object({ tenantId: z.uuid(), email, role });
export type InviteMemberInput = z.infer<typeof inviteMemberInput>;

export const invitationIdInput = z.object({ id: z.uuid() });
export const memberInput = z.object({ tenantId: z.uuid(), userId: z.uuid() });
export type MemberInput = z.infer<typeof memberInput>;
export const changeMemberRoleInput = memberInput.extend({ role });
export type ChangeMemberRoleInput = z.infer<typeof changeMemberRoleInput>;

export const joinInput = z.object({ token: z.string().max(200) });
/** What somebody gives who has no account yet. */
export const registerInput = joinInput
  .extend({
    name: personName,
    password: newPassword,
    repeated: z.string(),
    userAgent: z.string().optional(),
  })
  .refine((input) => input.password === input.repeated, {
    path: ['repeated'],
    message: 'password-mismatch',
  });
export type RegisterInput = z.infer<typeof registerInput>;

export const memberView = z.object({
  userId: z.uuid(),
  email: z.string(),
  name: z.string(),
  role,
  joinedAt: z.iso.datetime(),
  isLastOwner: z.boolean(),
  isSelf: z.boolean(),
});
export type MemberView = z.infer<typeof memberView>;
export const memberPage = pageOf(memberView);
export type MemberPage = z.infer<typeof memberPage>;

export const invitationView = z.object({
  id: z.uuid(),
  email: z.string(),
  role,
  invitedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isExpired: z.boolean(),
});
export type InvitationView = z.infer<typeof invitationView>;
export const invitationPage = pageOf(invitationView);
export type InvitationPage = z.infer<typeof invitationPage>;

/** The link is answered once and stored nowhere; `isMailed` says whether a mail server took it as well. */
export const invited = z.object({ invitationId: z.uuid(), link: z.url(), isMailed: z.boolean() });
export type Invited = z.infer<typeof invited>;

/** What the invited sees. `hasAccount`: there is a person with this e-mail address who can sign in. */
export type OpenInvitation = {
  email: string;
  role: z.infer<typeof role>;
  tenant: { name: string };
  invitedBy: string | null;
  hasAccount: boolean;
};
