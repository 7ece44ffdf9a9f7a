/** What became of it: handed to an app, left by the player, copied or saved instead, or none of these. */
export type ShareOutcome = 'shared' | 'cancelled' | 'copied' | 'saved' | 'failed';

/** What the browser offers. Where something is not offered it rejects or returns false; nothing else is expected of it. */
export interface SharePlatform {
  /** Whether the system's own dialog takes this. */
  canShare(data: ShareData): boolean;
  share(data: ShareData): Promise<void>;
  copyText(text: string): Promise<void>;
  copyImage(image: File): Promise<void>;
  /** Downloads a file. */
  save(image: File): void;
}

/** Shares a text by the system's dialog where there is one, else copies it. Never throws. */
export async function sendText(text: string, platform: SharePlatform): Promise<ShareOutcome> {
  const outcome = await sendByDialog({ text }, platform);
  return outcome === 'failed' ? copyText(text, platform) : outcome;
}

/** Copies a text. Never throws. */
export function copyText(text: string, platform: SharePlatform): Promise<ShareOutcome> {
  return attempt('copied', () => platform.copyText(text));
}

/** Shares a picture by the system's dialog where that takes files, else copies it, else saves it. Never throws. */
export async function sendImage(image: File, platform: SharePlatform): Promise<ShareOutcome> {
  const outcome = await sendByDialog({ files: [image] }, platform);
  if (outcome !== 'failed') return outcome;
  const copied = await attempt('copied', () => platform.copyImage(image));
  return copied === 'copied' ? copied : attempt('saved', () => platform.save(image));
}

async function sendByDialog(data: ShareData, platform: SharePlatform): Promise<ShareOutcome> {
  if (!platform.canShare(data)) return 'failed';
  try {
    await platform.share(data);
    return 'shared';
  } catch (error) {
    // The player closed the dialog: nothing is to be tried in its place.
    return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'failed';
  }
}

async function attempt(outcome: 'copied' | 'saved', act: () => unknown): Promise<ShareOutcome> {
  try {
    await act();
    return outcome;
  } catch {
    return 'failed';
  }
}
