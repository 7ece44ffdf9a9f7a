import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Choice, Switch } from '../ui/choices.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { texts } from '../ui/texts/texts.ts';
import { useApp } from './app-context.ts';
import type { Settings } from './settings.ts';

/** The button that opens the settings, and the settings. */
export function SettingsButton({ children }: { children?: ComponentChildren }) {
  const open = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={texts.value.settings.open}
        title={texts.value.settings.open}
        aria-haspopup="dialog"
        onClick={() => {
          open.value = true;
        }}
      >
        <Icon of="settings" />
      </button>
      {open.value && (
        <Dialog
          title={texts.value.settings.title}
          onClose={() => {
            open.value = false;
          }}
        >
          <SettingsForm />
          {children}
        </Dialog>
      )}
    </>
  );
}

function SettingsForm() {
  const { settings, device } = useApp();
  const { current, set } = settings;
  const words = texts.value.settings;
  const chosen = <Name extends keyof Settings>(name: Name) => ({
    name,
    value: current.value[name],
    onChoose: (value: Settings[Name]) => set(name, value),
  });
  return (
    <form class="settings">
      <Switch {...chosen('hardMode')} label={words.hardMode} note={words.hardModeNote} />
      <Choice {...chosen('theme')} label={words.theme} choices={{ auto: words.auto, ...words.themes }} />
      <Choice {...chosen('palette')} label={words.palette} choices={words.palettes} />
      <Choice
        {...chosen('language')}
        label={words.language}
        choices={{ auto: words.auto, ...words.languages }}
      />
      <Choice {...chosen('keyboard')} label={words.keyboard} choices={{ auto: words.auto, ...LAYOUTS }} />
      <Choice
        name="volume"
        value={String(current.value.volume)}
        label={words.volume}
        choices={Object.fromEntries(words.volumes.map((text, volume) => [String(volume), text]))}
        onChoose={(value) => {
          set('volume', Number(value) as Settings['volume']);
          // How loud that is.
          device.onCue('reveal-present');
        }}
      />
      <Switch {...chosen('vibration')} label={words.vibration} />
    </form>
  );
}

/** Names that are the same in every language. */
const LAYOUTS = { azerty: 'AZERTY', qwerty: 'QWERTY', qwertz: 'QWERTZ', bepo: 'BÉPO' };
