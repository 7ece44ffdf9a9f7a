/** The French texts of leagues. */
export const leagues = {
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
