import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../texts.ts';
import { useApp } from './app-context.ts';
import { GameView } from './game-view.tsx';
import { Header } from './header.tsx';
import { HelpView } from './help-view.tsx';
import { LeaderboardView } from './leaderboard-view.tsx';
import { LoginView } from './login-view.tsx';
import { StatisticsView } from './statistics-view.tsx';

/** The whole page: header, the note of a lost connection, and the view that the address asks for. */
export function App() {
  const { connectionLost } = useApp();
  return (
    <>
      <Header />
      <div class="alerts" role="alert">
        {connectionLost.value && <p class="alert">{texts.connectionLost}</p>}
      </div>
      <Main />
    </>
  );
}

function Main() {
  const { route } = useApp();
  const { view } = route.value;
  const main = useRef<HTMLElement>(null);
  const shown = useRef(view);

  useEffect(() => {
    document.title = view === 'game' ? texts.name : `${texts.views[view].link} – ${texts.name}`;
    if (shown.current === view) return;
    shown.current = view;
    // What had the focus may be gone; a screen reader starts to read the new view here.
    main.current?.focus();
    scrollTo(0, 0);
  }, [view]);

  return (
    <main ref={main} tabIndex={-1} class="main">
      <View />
    </main>
  );
}

function View() {
  const { route, session } = useApp();
  const { view } = route.value;
  const who = session.value;
  if (view === 'help') return <HelpView />;
  if (who.state === 'unknown') return <p class="waiting">{who.trouble ?? texts.loading}</p>;
  if (who.state === 'out') return <LoginView />;
  if (view === 'leaderboard') return <LeaderboardView />;
  if (view === 'statistics') return <StatisticsView />;
  return <GameView />;
}
