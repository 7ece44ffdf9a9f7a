import { hashOf, VIEWS, type ViewName } from '../state/route.ts';
import { texts } from '../texts.ts';
import { useApp } from './app-context.ts';
import { Tiles } from './tiles.tsx';

/** The name of the game, the way to every view, and who is logged in. */
export function Header() {
  const { session } = useApp();
  const who = session.value;
  const views: readonly ViewName[] = who.state === 'out' ? ['game', 'help'] : VIEWS;
  return (
    <header class="header">
      <span class="brand">
        <Tiles
          word={texts.name.toUpperCase()}
          pattern={['correct', 'present', 'absent', 'absent', 'absent']}
        />
        <span class="visually-hidden">{texts.name}</span>
      </span>
      <nav class="nav" aria-label={texts.pages}>
        {views.map((view) => (
          <NavLink key={view} view={view} />
        ))}
      </nav>
      {who.state === 'in' && (
        <div class="account">
          <span class="account-name">{who.player.name}</span>
          <form method="post" action="/logout">
            <button type="submit" class="quiet logout">
              <LeaveSign />
              <span class="logout-text">{texts.logout}</span>
            </button>
          </form>
        </div>
      )}
    </header>
  );
}

function NavLink({ view }: { view: ViewName }) {
  const { route } = useApp();
  return (
    <a href={hashOf(view)} {...(route.value.view === view && { 'aria-current': 'page' })}>
      {texts.views[view].link}
    </a>
  );
}

/** A door and an arrow: on a phone there is no room for the words, which are still there to be heard. */
function LeaveSign() {
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M10 4H5v16h5M10 12h10m-4-4l4 4-4 4" />
    </svg>
  );
}
