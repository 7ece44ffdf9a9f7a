export { type Answer, HttpPlayer, type Send, type SendInit } from './http-player.ts';
export { wrongWords } from './wrong-words.ts';
