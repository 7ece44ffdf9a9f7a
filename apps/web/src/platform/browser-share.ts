import type { SharePlatform } from './share.ts';

/**
 * Sharing in a real browser. Without TLS (on a LAN address, for instance) browsers offer neither the share dialog nor
 * the clipboard API: a text is then copied with `execCommand`, and a picture is saved.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/Security/Secure_Contexts
 */
export const browserPlatform: SharePlatform = {
  canShare: (data) => navigator.canShare?.(data) ?? false,
  share: (data) => navigator.share(data),
  copyText: async (text) => {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyByEvent(text);
  },
  copyImage: (image) => navigator.clipboard.write([new ClipboardItem({ [image.type]: image })]),
  save(image) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(image);
    link.download = image.name;
    link.click();
    // The URL is not needed once the download has started.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
};

/** Triggers the browser's copy command, and replaces the copied data with the text. */
function copyByEvent(text: string): void {
  let copied = false;
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    copied = true;
  };
  document.addEventListener('copy', onCopy);
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy);
  if (!copied) throw new Error('the browser did not copy');
}
