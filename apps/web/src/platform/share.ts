/** How sharing ended: sent to an app, cancelled by the player, copied or saved instead, or failed. */
export type ShareOutcome = 'shared' | 'cancelled' | 'copied' | 'saved' | 'failed';

/** What the browser offers for sharing. A function that is not supported rejects or returns false. */
export interface SharePlatform {
  /** Tells whether the share dialog of the system accepts this data. */
  canShare(data: ShareData): boolean;
  share(data: ShareData): Promise<void>;
  copyText(text: string): Promise<void>;
  copyImage(image: File): Promise<void>;
  /** Downloads a file. */
  save(image: File): void;
}

/** Shares a text with the share dialog of the system; copies it if there is none. Never throws. */
export async function sendText(text: string, platform: SharePlatform): Promise<ShareOutcome> {
  const outcome = await sendByDialog({ text }, platform);
  return outcome === 'failed' ? copyText(text, platform) : outcome;
}

/** Copies a text. Never throws. */
export function copyText(text: string, platform: SharePlatform): Promise<ShareOutcome> {
  return attempt('copied', () => platform.copyText(text));
}

/** Shares a picture with the share dialog of the system; if that fails, copies it, or else saves it. Never throws. */
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
    // The player closed the dialog: do not fall back to copying.
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
