import type { GameView } from '@motus/contracts';
import { useSignal } from '@preact/signals';
import { useApp } from '../../app/app-context.ts';
import { browserPlatform } from '../../platform/browser-share.ts';
import { type ShareOutcome, sendImage, sendText } from '../../platform/share.ts';
import { Switch } from '../../ui/choices.tsx';
import { Icon } from '../../ui/icons.tsx';
import { texts } from '../../ui/texts/texts.ts';
import { gameTexts } from '../game-texts.ts';
import type { FinishedPlay } from './finished-play.ts';
import { finishedPlay } from './finished-play.ts';
import { coloursOf, drawShareImage, pngOf } from './share-image.ts';
import { shareSpokenText } from './share-spoken-text.ts';
import { shareText } from './share-text.ts';

/** Shares a finished play without its letters: as emoji, as a picture, or as sentences. */
export function ShareButtons({ play }: { play: GameView }) {
  const { site, settings } = useApp();
  const withTime = useSignal(false);
  const outcome = useSignal<ShareOutcome | null>(null);
  const finished = finishedPlay(play, {
    name: play.archive ? gameTexts.value.sharing.archive(site.name) : site.name,
    hardMode: settings.current.value.hardMode,
    withTime: withTime.value,
    url: location.origin,
    locale: texts.value.locale,
  });
  const labels = gameTexts.value.sharing;
  const send = async (way: () => Promise<ShareOutcome>) => {
    outcome.value = null;
    outcome.value = await way();
  };

  return (
    <div class="share">
      <div class="share-ways">
        <button
          type="button"
          class="button"
          onClick={() => send(() => sendText(shareText(finished), browserPlatform))}
        >
          <Icon of="share" />
          {labels.share}
        </button>
        <button type="button" class="quiet" onClick={() => send(() => sendPicture(finished))}>
          {labels.image}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => send(() => sendText(shareSpokenText(finished), browserPlatform))}
        >
          {labels.spoken}
        </button>
      </div>
      {play.rows.length > 1 && (
        <Switch
          name="share-time"
          label={labels.time}
          value={withTime.value}
          onChoose={(value) => {
            withTime.value = value;
          }}
        />
      )}
      <p class="muted" role="status">
        {outcome.value && labels.outcomes[outcome.value]}
      </p>
    </div>
  );
}

async function sendPicture(play: FinishedPlay): Promise<ShareOutcome> {
  const canvas = document.createElement('canvas');
  drawShareImage(canvas, play, coloursOf(getComputedStyle(document.documentElement)));
  const image = await pngOf(canvas, `${play.name} ${play.day}.png`);
  return image ? sendImage(image, browserPlatform) : 'failed';
}
