import type { ReactNode } from 'react';
import { Button, Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import { Icon, type IconName } from './Icon';
import { useLanguage, useTexts } from './language';
import { explain, Problem } from './problem';
import { common } from './texts';

/** Nothing is here yet, and what to do about it. */
export function Empty({ icon = 'box', title, children }: { icon?: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <span className="state-mark">
        <Icon name={icon} size={28} />
      </span>
      <p className="state-title">{title}</p>
      {children && <div className="state-more">{children}</div>}
    </div>
  );
}

/** Something failed: what, and the way forward. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useTexts(common);
  const { language } = useLanguage();
  const traceId = error instanceof Problem ? error.detail.traceId : undefined;
  const forbidden = error instanceof Problem && error.status === 403;
  return (
    <div className="state" role="alert">
      <span className="state-mark state-mark-danger">
        <Icon name={forbidden ? 'shield' : 'warning'} size={28} />
      </span>
      <p className="state-title">{t(forbidden ? 'forbidden' : 'failed')}</p>
      <div className="state-more">
        <p>{explain(error, language)}</p>
        {traceId && !forbidden && <p className="quiet code">{t('traceId', { id: traceId })}</p>}
        {retry && !forbidden && (
          <Button icon={<Icon name="retry" size={16} />} onClick={retry}>
            {t('retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

export function Loading({ rows = 6 }: { rows?: number }) {
  const t = useTexts(common);
  return (
    <div className="loading" role="status" aria-label={t('loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** Shows what a query brings in each of its states. */
export function Loaded<Answer>({
  query,
  children,
  rows,
}: {
  query: UseQueryResult<Answer>;
  rows?: number;
  children: (answer: Answer) => ReactNode;
}) {
  if (query.isPending) return <Loading {...(rows ? { rows } : {})} />;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <>{children(query.data)}</>;
}
