import type { ComponentChildren } from 'preact';
import { useApp } from './app-context.ts';

interface LoginLinkProps {
  class?: string;
  /** For a link that is a drawing. */
  label?: string;
  children: ComponentChildren;
}

/** The way to log in or to make an account, and from there back to this view. */
export function LoginLink({ class: look, label, children }: LoginLinkProps) {
  const { keepPlace } = useApp();
  return (
    <a
      {...(look && { class: look })}
      {...(label && { 'aria-label': label, title: label })}
      href="/login"
      onClick={keepPlace}
    >
      {children}
    </a>
  );
}
