import { useEffect, type ReactNode } from 'react';
import { Icon } from './Icon';
import { Link } from './router';

/** The frame of a screen: its title, where it belongs, its actions and its content. */
export function Frame({
  title,
  above,
  aside,
  actions,
  children,
}: {
  title: string;
  above?: { to: string; title: string };
  aside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Kontor`;
  }, [title]);
  return (
    <div className="frame">
      <header className="frame-head">
        <div className="frame-name">
          {above && (
            <Link to={above.to} className="frame-above">
              <Icon name="back" size={16} />
              {above.title}
            </Link>
          )}
          <h1>
            {title} {aside && <span className="frame-aside">{aside}</span>}
          </h1>
        </div>
        {actions && <div className="frame-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a screen on a ground of its own. */
export function Panel({ title, actions, children, flush }: { title?: string; actions?: ReactNode; children: ReactNode; flush?: boolean }) {
  return (
    <section className={flush ? 'panel panel-flush' : 'panel'} aria-label={title}>
      {(title || actions) && (
        <header className="panel-head">
          {title && <h2>{title}</h2>}
          {actions && <div className="panel-actions">{actions}</div>}
        </header>
      )}
      <div className="panel-body">{children}</div>
    </section>
  );
}

/** Names and values beside each other. */
export function Facts({ facts }: { facts: (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** A state in one word. The tone supports the word; it never replaces it. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
