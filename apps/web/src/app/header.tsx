import type { Mark } from '@motus/game';
import { DialogButton } from '../ui/dialog-button.tsx';
import { Icon } from '../ui/icons.tsx';
import { texts } from '../ui/texts/texts.ts';
import { Tiles } from '../ui/tiles.tsx';
import { useApp } from './app-context.ts';
import { LoginLink } from './login-link.tsx';
import { hashOf, type ViewName } from './route.ts';
import type { Session } from './session.ts';
import { SettingsForm } from './settings-form.tsx';
import { settingsTexts } from './settings-texts.ts';

/** The product name, links to the views, the settings, and the account or a link to the login. */
export function Header() {
  const { session } = useApp();
  const visitor = session.value;
  const views = linkedViews(visitor);
  return (
    <header class="header">
      <Brand />
      <nav class="nav" aria-label={texts.value.pages}>
        {views.map((view) => (
          <NavLink key={view} view={view} />
        ))}
      </nav>
      <DialogButton icon="settings" label={settingsTexts.value.open} title={settingsTexts.value.title}>
        <SettingsForm />
      </DialogButton>
      {visitor.state === 'player' && <Account name={visitor.player.name} />}
      {visitor.state === 'guest' && <Login />}
    </header>
  );
}

/** Returns the views that the visitor may see. */
function linkedViews(visitor: Session): readonly LinkedView[] {
  return visitor.state === 'player' && visitor.operator ? OPERATOR_VIEWS : LINKED_VIEWS;
}

/** All views but the game, which the product name links to, and the archive, which the game links to. */
type LinkedView = Exclude<ViewName, 'game' | 'archive'>;
const LINKED_VIEWS: readonly LinkedView[] = ['practice', 'leaderboard', 'leagues', 'statistics', 'help'];
const OPERATOR_VIEWS: readonly LinkedView[] = [...LINKED_VIEWS, 'operator'];

function Brand() {
  const { site, route } = useApp();
  const current = route.value.view === 'game';
  return (
    <a
      class="brand"
      href={hashOf('game')}
      aria-label={texts.value.home(site.name)}
      {...(current && { 'aria-current': 'page' })}
    >
      {isOneWord(site.name) ? (
        <Tiles word={site.name.toUpperCase()} pattern={BRAND_PATTERN} />
      ) : (
        <span class="brand-name">{site.name}</span>
      )}
    </a>
  );
}

/** Tells whether a name fits in tiles. */
const isOneWord = (name: string): boolean => /^\p{L}{2,8}$/u.test(name);

const BRAND_PATTERN: readonly Mark[] = [
  'correct',
  'present',
  'absent',
  'absent',
  'correct',
  'absent',
  'present',
  'absent',
];

function NavLink({ view }: { view: LinkedView }) {
  const { route } = useApp();
  return (
    <a class="nav-link" href={hashOf(view)} {...(route.value.view === view && { 'aria-current': 'page' })}>
      <Icon of={view} />
      <span class="nav-text">{texts.value.views[view]}</span>
    </a>
  );
}

function Account({ name }: { name: string }) {
  return (
    <div class="account">
      <span class="account-name" title={texts.value.loggedInAs(name)}>
        {name}
      </span>
      <form method="post" action="/logout">
        <button type="submit" class="icon-button" aria-label={texts.value.logout} title={texts.value.logout}>
          <Icon of="leave" />
        </button>
      </form>
    </div>
  );
}

function Login() {
  return (
    <LoginLink class="nav-link login-link">
      <Icon of="enter" />
      <span class="nav-text">{texts.value.login.link}</span>
    </LoginLink>
  );
}
