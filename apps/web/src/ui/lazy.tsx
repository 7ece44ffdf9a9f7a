import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { texts } from './texts/texts.ts';

/** Makes a component whose code is loaded when it is first rendered, to keep it out of the first view. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return function Lazy(props) {
    const [{ Loaded, failed }, setState] = useState<{ Loaded?: ComponentType<Props>; failed?: true }>({});
    useEffect(() => {
      load().then(
        (component) => setState({ Loaded: component }),
        () => setState({ failed: true }),
      );
    }, []);
    if (Loaded) return <Loaded {...props} />;
    return failed ? <LoadFailed /> : <p class="waiting">{texts.value.loading}</p>;
  };
}

/** Shown if the connection is lost, or the page is too old for the server's files: reloading helps in both cases. */
function LoadFailed() {
  return (
    <div class="waiting">
      <p>{texts.value.notLoaded}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {texts.value.reload}
      </button>
    </div>
  );
}
