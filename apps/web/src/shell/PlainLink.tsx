import type { MouseEvent, ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';

interface PlainLinkProps {
  /** A path of this site, as the server sends it: `/batches/…`. Anything else opens as an ordinary address. */
  href: string;
  className?: string;
  children: ReactNode;
}

/** A link to an address that is only known at run time; goes there without loading the site again. */
export function PlainLink({ href, className, children }: PlainLinkProps) {
  const router = useRouter();
  const follow = (domEvent: MouseEvent) => {
    const isPlain =
      domEvent.button === 0 &&
      !domEvent.ctrlKey &&
      !domEvent.metaKey &&
      !domEvent.shiftKey &&
      !domEvent.altKey;
    if (!isPlain || !isOwnPath(href)) return;
    domEvent.preventDefault();
    router.history.push(href);
  };
  return (
    <a href={isHarmless(href) ? href : '#'} onClick={follow} className={className}>
      {children}
    </a>
  );
}

/** True for a path of this site; `//elsewhere` and `/\elsewhere` lead to another one. */
export function isOwnPath(href: string): boolean {
  return /^\/(?![/\\])/.test(href);
}

// Addresses come from data: `javascript:` must not.
function isHarmless(href: string): boolean {
  return isOwnPath(href) || /^https?:\/\//.test(href);
}
