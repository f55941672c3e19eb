import type { MouseEvent, ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ButtonProps } from 'antd';

interface LinkButtonProps {
  /** A path of this site. */
  href: string;
  type?: ButtonProps['type'];
  size?: ButtonProps['size'];
  icon?: ReactNode;
  ghost?: boolean;
  children: ReactNode;
}

/** A link that looks like a button: it can be opened in another tab, and a plain click does not load the site again. */
export function LinkButton({ href, ...shown }: LinkButtonProps) {
  const router = useRouter();
  const follow = (domEvent: MouseEvent) => {
    if (domEvent.button !== 0 || domEvent.ctrlKey || domEvent.metaKey || domEvent.shiftKey || domEvent.altKey)
      return;
    domEvent.preventDefault();
    router.history.push(href);
  };
  return <Button {...shown} href={href} onClick={follow} />;
}
