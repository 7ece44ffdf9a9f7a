export { launchChromium, openPage, SIZES, slowDown } from './chromium.ts';
export { dealtWord, openPractice } from './practice.ts';
