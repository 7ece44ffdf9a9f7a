import type { ComponentChildren } from 'preact';
import { useApp } from './app-context.ts';

interface LoginLinkProps {
  class?: string;
  children: ComponentChildren;
}

/** A link to the login, which returns to the current view. */
export function LoginLink({ class: className, children }: LoginLinkProps) {
  const { saveReturnPath } = useApp();
  return (
    <a {...(className && { class: className })} href="/login" onClick={saveReturnPath}>
      {children}
    </a>
  );
}
