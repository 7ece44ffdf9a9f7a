import type { leagues as french } from './leagues-fr.ts';

/** The English texts of leagues. */
export const leagues: typeof french = {
  title: 'My leagues',
  one: 'League',
  pitch: 'A league has a table of its own, for those you invite. The word is the same for all.',
  none: 'You are in no league yet.',
  members: (count) => (count === 1 ? `${count} member` : `${count} members`),
  create: 'New league',
  createIt: 'Create',
  name: 'Name of the league',
  back: '← My leagues',
  invite: 'Invite',
  inviteNote: 'Whoever opens this link can join the league:',
  copy: 'Copy the link',
  renew: 'Change the link',
  renewWarning: 'The link that was sent will count no more: you will have to send the new one. Members stay.',
  manage: 'Manage',
  rename: 'Rename',
  memberList: 'Members',
  removeMember: 'Remove',
  removeMemberWarning: (name) =>
    `${name} will no longer see the league, and the invitation link will change. The new link would let them back in.`,
  leave: 'Leave the league',
  leaveWarning: (owner, alone) => {
    if (alone) return 'You are its only member: the league will be gone.';
    if (owner) return 'The league will go to its longest member. To come back, you will need an invitation.';
    return 'To come back, you will need an invitation.';
  },
  remove: 'Delete the league',
  removeWarning: (name) =>
    `“${name}” will be gone for all its members, and nothing brings it back. What was played stays.`,
  invitation: 'Invitation',
  invitedTo: (league) => `Join “${league}”?`,
  invitedBy: (owner, members) =>
    `A league of ${owner}, ${members === 1 ? `${members} member` : `${members} members`}: the word of the day is the same for all, the table is among yourselves.`,
  join: 'Join the league',
  loginToJoin: 'Log in to join',
};
