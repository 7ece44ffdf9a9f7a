import { Choice, Switch } from '../ui/choices.tsx';
import { useApp } from './app-context.ts';
import type { Settings } from './settings.ts';
import { settingsTexts } from './settings-texts.ts';

/** The settings of the player; each change applies at once. */
export function SettingsForm() {
  const { settings, device } = useApp();
  const { current, set } = settings;
  const words = settingsTexts.value;
  const propsOf = <Name extends keyof Settings>(name: Name) => ({
    name,
    value: current.value[name],
    onChoose: (value: Settings[Name]) => set(name, value),
  });
  return (
    <form class="settings">
      <Switch {...propsOf('hardMode')} label={words.hardMode} note={words.hardModeNote} />
      <Choice {...propsOf('theme')} label={words.theme} choices={{ auto: words.auto, ...words.themes }} />
      <Choice {...propsOf('palette')} label={words.palette} choices={words.palettes} />
      <Choice
        {...propsOf('language')}
        label={words.language}
        choices={{ auto: words.auto, ...words.languages }}
      />
      <Choice {...propsOf('keyboard')} label={words.keyboard} choices={{ auto: words.auto, ...LAYOUTS }} />
      <Choice
        name="volume"
        value={String(current.value.volume)}
        label={words.volume}
        choices={Object.fromEntries(words.volumes.map((text, volume) => [String(volume), text]))}
        onChoose={(value) => {
          set('volume', Number(value) as Settings['volume']);
          // Play a sound at the new volume.
          device.onCue('reveal-present');
        }}
      />
      <Switch {...propsOf('vibration')} label={words.vibration} />
    </form>
  );
}

/** Names that are the same in every language. */
const LAYOUTS = { azerty: 'AZERTY', qwerty: 'QWERTY', qwertz: 'QWERTZ', bepo: 'BÉPO' };
