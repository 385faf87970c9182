import { useQuery } from '@tanstack/react-query';
import styles from './Markdown.module.css';

interface MarkdownProps {
  readonly text: string;
  /** `html`: what is written is HTML already. It is cleaned of everything that runs either way. */
  readonly mode?: 'markdown' | 'html';
}

/** Markdown as it is meant to look; what turns it into HTML is loaded with the first one. */
export function Markdown({ text, mode = 'markdown' }: MarkdownProps) {
  const { data } = useQuery({
    queryKey: ['markdown', mode, text],
    queryFn: async () => {
      const { renderMarkdown, cleanHtml } = await import('./renderMarkdown.ts');
      return mode === 'html' ? cleanHtml(text) : renderMarkdown(text);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return (
    <div
      className={styles['text']}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned by DOMPurify
      dangerouslySetInnerHTML={{ __html: data ?? '' }}
    />
  );
}
