import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './Button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for the one thing a form is for, `danger` for what cannot be undone. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly ref?: Ref<HTMLButtonElement>;
  /** Only an icon: needs an aria-label. */
  readonly icon?: boolean;
}

export function Button({
  kind = 'plain',
  icon = false,
  className = '',
  type = 'button',
  ...rest
}: ButtonProps) {
  const look = `${styles['button']} ${styles[kind]} ${icon ? styles['icon'] : ''} ${className}`;
  return <button type={type} className={look} {...rest} />;
}
