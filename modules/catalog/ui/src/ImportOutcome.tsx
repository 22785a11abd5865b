import { Alert, Button, Progress, Table } from 'antd';
import { common, Failed, Icon, Link, Panel, useFormats, usePages, useTexts } from 'kontor/sdk';
import { errorsFile, fetchErrors, importKey, type Import, type RowError } from './imports';
import { texts } from './importTexts';

/** Reading the files is the smaller part of the work; making products of them the larger. */
const readingShare = 0.2;

/** How an import goes, how it went, and what did not go in. */
export function ImportOutcome({ run }: { run: Import }) {
  const t = useTexts(texts);
  const { time, number } = useFormats();
  const share = run.rows > 0 ? (run.rowsStaged / run.rows) * readingShare + (run.read / run.rows) * (1 - readingShare) : 0;
  const percent = run.status === 'DONE' ? 100 : Math.min(99, Math.floor(share * 100));
  return (
    <>
      <Panel title={t('progress')}>
        <div className="fields">
          <Progress
            percent={percent}
            status={
              run.status === 'FAILED' ? 'exception' : run.status === 'RUNNING' ? 'active' : run.status === 'DONE' ? 'success' : 'normal'
            }
            aria-label={t('progress')}
          />
          <p className="row">
            <span className="number">
              {run.staged || run.status === 'DONE'
                ? t('counted', { read: number(run.read), rows: number(run.rows) })
                : t('reading', { read: number(run.rowsStaged), rows: number(run.rows) })}
            </span>
            <span className="quiet">{time(run.startedAt)}</span>
          </p>
          <p className="quiet">
            {t('outcome', { created: run.created, changed: run.changed, unchanged: run.unchanged, refused: run.refused })}
          </p>
          {run.picturesMissing > 0 && <p className="quiet">{t('picturesMissing', { count: run.picturesMissing })}</p>}
          {run.status === 'RUNNING' && <p className="quiet">{t('progressLead')}</p>}
          {run.status === 'FAILED' && <Alert type="error" showIcon title={t('notDone')} description={run.detail} />}
          {run.status === 'CANCELLED' && <Alert type="info" showIcon title={t('stopped')} />}
          {run.status === 'DONE' && (
            <Alert
              type={run.failed > 0 ? 'warning' : 'success'}
              showIcon
              title={t(run.failed > 0 ? 'doneBad' : 'done', { products: run.products, failed: run.failed })}
              action={<Link to="/catalog/products">{t('seeProducts')}</Link>}
            />
          )}
        </div>
      </Panel>
      {(run.failed > 0 || run.status === 'DONE') && <BadRows run={run} />}
    </>
  );
}

function BadRows({ run }: { run: Import }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { number } = useFormats();
  const errors = usePages([...importKey(run.importId), 'errors', run.status, run.failed], (cursor, signal) =>
    fetchErrors(run.importId, cursor, signal),
  );
  const rows = errors.data?.pages.flatMap((page) => page.items) ?? [];
  const labelled = (label: string): Record<string, string> => ({ 'data-label': label });
  if (run.failed === 0 && rows.length === 0) {
    return (
      <Panel title={t('errors')}>
        <p className="quiet">{t('errorsNone')}</p>
      </Panel>
    );
  }
  return (
    <Panel
      title={`${t('errors')} · ${number(run.failed)}`}
      flush
      actions={
        <Button href={errorsFile(run.importId)} download icon={<Icon name="download" size={16} />}>
          {t('download')}
        </Button>
      }
    >
      {errors.isError ? (
        <Failed error={errors.error} retry={() => void errors.refetch()} />
      ) : (
        <Table
          className="stack-table"
          dataSource={rows.map((row, index) => ({ ...row, key: index }))}
          loading={errors.isPending}
          pagination={false}
          columns={[
            {
              title: t('line'),
              key: 'line',
              width: 90,
              onCell: () => labelled(t('line')),
              render: (_, row) => <span className="number">{number(row.line)}</span>,
            },
            { title: t('reason'), key: 'reason', onCell: () => labelled(t('reason')), render: (_, row) => row.reason },
            { title: t('column'), key: 'column', width: 150, onCell: () => labelled(t('column')), render: (_, row) => row.column },
            {
              title: t('inProduct'),
              key: 'product',
              width: 160,
              onCell: () => labelled(t('inProduct')),
              render: (_, row) => <span className="code">{row.product}</span>,
            },
            ...(run.files.length > 1
              ? [
                  {
                    title: t('inFile'),
                    key: 'file',
                    width: 170,
                    onCell: () => labelled(t('inFile')),
                    render: (_: unknown, row: RowError) => <span className="quiet word-break">{row.file}</span>,
                  },
                ]
              : []),
          ]}
        />
      )}
      {errors.hasNextPage && (
        <footer className="table-foot">
          <span />
          <Button loading={errors.isFetchingNextPage} onClick={() => void errors.fetchNextPage()}>
            {c('more')}
          </Button>
        </footer>
      )}
    </Panel>
  );
}
