import { Choice, Switch } from '../ui/choices.tsx';
import { useApp } from './app-context.ts';
import type { Settings } from './settings.ts';
import { settingsTexts } from './settings-texts.ts';

/** The settings of the player; each change applies at once. */
export function SettingsForm() {
  const { settings, device } = useApp();
  const { current, set } = settings;
  const labels = settingsTexts.value;
  const propsOf = <Name extends keyof Settings>(name: Name) => ({
    name,
    value: current.value[name],
    onChoose: (value: Settings[Name]) => set(name, value),
  });
  return (
    <form class="settings">
      <Switch {...propsOf('hardMode')} label={labels.hardMode} note={labels.hardModeNote} />
      <Choice {...propsOf('theme')} label={labels.theme} choices={{ auto: labels.auto, ...labels.themes }} />
      <Choice {...propsOf('palette')} label={labels.palette} choices={labels.palettes} />
      <Choice
        {...propsOf('language')}
        label={labels.language}
        choices={{ auto: labels.auto, ...labels.languages }}
      />
      <Choice {...propsOf('keyboard')} label={labels.keyboard} choices={{ auto: labels.auto, ...LAYOUTS }} />
      <Choice
        name="volume"
        value={String(current.value.volume)}
        label={labels.volume}
        choices={Object.fromEntries(labels.volumes.map((text, volume) => [String(volume), text]))}
        onChoose={(value) => {
          set('volume', Number(value) as Settings['volume']);
          // Play a sound at the new volume.
          device.onCue('reveal-present');
        }}
      />
      <Switch {...propsOf('vibration')} label={labels.vibration} />
    </form>
  );
}

/** Names that are the same in every language. */
const LAYOUTS = { azerty: 'AZERTY', qwerty: 'QWERTY', qwertz: 'QWERTZ', bepo: 'BÉPO' };
