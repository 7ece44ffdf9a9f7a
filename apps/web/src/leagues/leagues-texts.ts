import { translated } from '../ui/texts/texts.ts';

/** French; its shape is the shape of every language. */
const fr = {
  title: 'Mes ligues',
  one: 'Ligue',
  pitch: 'Une ligue a son propre classement, entre ceux que vous invitez. Le mot est le même pour tous.',
  none: 'Vous n’êtes dans aucune ligue pour l’instant.',
  members: (count: number) => (count < 2 ? `${count} membre` : `${count} membres`),
  create: 'Nouvelle ligue',
  createIt: 'Créer',
  name: 'Nom de la ligue',
  back: '← Mes ligues',
  invite: 'Inviter',
  inviteNote: 'Qui ouvre ce lien peut rejoindre la ligue :',
  copy: 'Copier le lien',
  renew: 'Changer de lien',
  renewWarning:
    'Le lien déjà envoyé ne vaudra plus rien : il faudra envoyer le nouveau. Les membres restent.',
  manage: 'Gérer',
  rename: 'Renommer',
  memberList: 'Membres',
  removeMember: 'Retirer',
  removeMemberWarning: (name: string) =>
    `${name} ne verra plus la ligue, et le lien d’invitation changera. Le nouveau lien lui permettrait de revenir.`,
  leave: 'Quitter la ligue',
  leaveWarning: (owner: boolean, alone: boolean): string => {
    if (alone) return 'Vous en êtes le seul membre : la ligue disparaîtra.';
    if (owner) return 'La ligue passera à son plus ancien membre. Pour revenir, il faudra une invitation.';
    return 'Pour revenir, il faudra une invitation.';
  },
  remove: 'Supprimer la ligue',
  removeWarning: (name: string) =>
    `« ${name} » disparaîtra pour tous ses membres, et rien ne la ramènera. Les parties jouées restent.`,
  invitation: 'Invitation',
  invitedTo: (league: string) => `Rejoindre « ${league} » ?`,
  invitedBy: (owner: string, members: number) =>
    `Une ligue de ${owner}, ${members < 2 ? `${members} membre` : `${members} membres`} : le mot du jour est le même pour tous, le classement n’est qu’entre vous.`,
  join: 'Rejoindre la ligue',
  loginToJoin: 'Se connecter pour rejoindre',
};

const en: typeof fr = {
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
  renewWarning:
    'The link that was sent will no longer work: you will have to send the new one. Members stay.',
  manage: 'Manage',
  rename: 'Rename',
  memberList: 'Members',
  removeMember: 'Remove',
  removeMemberWarning: (name) =>
    `${name} will no longer see the league, and the invitation link will change. The new link would let them back in.`,
  leave: 'Leave the league',
  leaveWarning: (owner, alone) => {
    if (alone) return 'You are its only member: the league will be deleted.';
    if (owner)
      return 'The league will pass to its longest-standing member. To come back, you will need an invitation.';
    return 'To come back, you will need an invitation.';
  },
  remove: 'Delete the league',
  removeWarning: (name) =>
    `“${name}” will be deleted for all its members and cannot be restored. Plays are kept.`,
  invitation: 'Invitation',
  invitedTo: (league) => `Join “${league}”?`,
  invitedBy: (owner, members) =>
    `A league of ${owner}, ${members === 1 ? `${members} member` : `${members} members`}: the word of the day is the same for all, the table is among yourselves.`,
  join: 'Join the league',
  loginToJoin: 'Log in to join',
};

/** The texts of the leagues, in the current language. */
export const leaguesTexts = translated({ fr, en });
