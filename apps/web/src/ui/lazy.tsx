import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { texts } from './texts/texts.ts';

/** A component whose code is loaded when it is first shown: what the first view can do without. */
export function later(load: () => Promise<ComponentType>): ComponentType {
  return function Later() {
    const [{ Loaded, failed }, setState] = useState<{ Loaded?: ComponentType; failed?: true }>({});
    useEffect(() => {
      load().then(
        (component) => setState({ Loaded: component }),
        () => setState({ failed: true }),
      );
    }, []);
    if (Loaded) return <Loaded />;
    return failed ? <Missing /> : <p class="waiting">{texts.value.loading}</p>;
  };
}

/** No connection, or a page so old that the server has its files no more: both are mended by loading it anew. */
function Missing() {
  return (
    <div class="waiting">
      <p>{texts.value.notLoaded}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {texts.value.reload}
      </button>
    </div>
  );
}
