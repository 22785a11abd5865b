import { useState } from 'react';
import { Alert, Button, Progress, Select, Table } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Badge, common, Frame, Icon, Link, Loaded, Panel, useAction, useFormats, useLanguage, usePages, usePart, useTexts } from 'kontor/sdk';
import { errorsFile, fetchErrors, fetchImport, importKey, startImport, statusTexts, statusTones, type Import, type ImportColumn } from './imports';
import { fieldTexts, texts } from './importTexts';

/** One import: confirms what the columns mean, follows it while it runs, shows what did not go in. */
export function ImportRun() {
  const importId = usePart('id');
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const run = useQuery({
    queryKey: importKey(importId),
    queryFn: () => fetchImport(importId),
    refetchInterval: ({ state }) => (state.data?.status === 'RUNNING' ? 1_000 : false),
  });
  return (
    <Frame
      title={run.data?.fileName ?? t('imports')}
      above={{ to: '/catalog/imports', title: t('imports') }}
      aside={run.data && <Badge tone={statusTones[run.data.status]}>{s(run.data.status)}</Badge>}
    >
      {run.isSuccess ? (
        run.data.status === 'MAPPING' ? (
          <Mapping run={run.data} />
        ) : (
          <Outcome run={run.data} />
        )
      ) : (
        <Panel>
          <Loaded query={run}>{() => null}</Loaded>
        </Panel>
      )}
    </Frame>
  );
}

function useFieldNames() {
  const { language } = useLanguage();
  return (field: string) => fieldTexts[field]?.[language === 'zh-CN' ? 0 : 1] ?? field;
}

function Mapping({ run }: { run: Import }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const named = useFieldNames();
  const queries = useQueryClient();
  const [columns, setColumns] = useState(run.columns);
  const start = useAction((mapped: ImportColumn[]) => startImport(run.importId, mapped), {
    then: (begun) => queries.setQueryData(importKey(run.importId), begun),
    refreshes: [['imports', 'list']],
  });

  const chosen = columns.map(({ field }) => field).filter((field) => field);
  const twice = chosen.find((field, at) => chosen.indexOf(field) !== at);
  const named_ = chosen.some((field) => field === 'name' || field?.startsWith('name.'));
  const fault = !named_ ? t('nameNeeded') : twice ? t('fieldTwice', { field: named(twice) }) : undefined;
  const choose = (name: string, field: string) => setColumns(columns.map((column) => (column.name === name ? { ...column, field: field || null } : column)));

  return (
    <Panel
      title={t('columns')}
      flush
      actions={
        <Button type="primary" disabled={fault !== undefined} loading={start.isPending} onClick={() => start.mutate(columns)}>
          {t('start')}
        </Button>
      }
    >
      <div className="panel-body">
        <p className="quiet">{t('columnsLead', { rows: number(run.rows) })}</p>
        {fault && <Alert type="warning" showIcon title={fault} />}
      </div>
      <Table
        className="stack-table"
        dataSource={columns}
        rowKey={({ name }) => name}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('column'), key: 'name', render: (_, column) => <span className="strong">{column.name}</span> },
          {
            title: t('means'),
            key: 'field',
            width: 220,
            render: (_, column) => (
              <Select
                className="mapping-choice"
                aria-label={`${column.name}: ${t('means')}`}
                showSearch={{ optionFilterProp: 'label' }}
                value={column.field ?? ''}
                onChange={(field) => choose(column.name, field)}
                options={[{ value: '', label: t('skip') }, ...run.fields.map((field) => ({ value: field, label: named(field) }))]}
              />
            ),
          },
          {
            title: t('samples'),
            key: 'samples',
            render: (_, column) => <span className="quiet samples">{column.samples.filter(Boolean).slice(0, 3).join(' · ')}</span>,
          },
        ]}
      />
    </Panel>
  );
}

function Outcome({ run }: { run: Import }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const { time, number } = useFormats();
  const errors = usePages([...importKey(run.importId), 'errors', run.failed], (cursor, signal) => fetchErrors(run.importId, cursor, signal));
  const rows = errors.data?.pages.flatMap((page) => page.items) ?? [];
  const share = run.rows > 0 ? Math.floor((run.read / run.rows) * 100) : run.status === 'DONE' ? 100 : 0;
  return (
    <>
      <Panel title={t('progress')}>
        <div className="fields">
          <Progress
            percent={share}
            status={run.status === 'FAILED' ? 'exception' : run.status === 'RUNNING' ? 'active' : 'success'}
            aria-label={t('progress')}
          />
          <p className="row">
            <span className="number">{t('counted', { read: number(run.read), rows: number(run.rows) })}</span>
            <span className="quiet">{time(run.startedAt)}</span>
          </p>
          {run.status === 'RUNNING' && <p className="quiet">{t('progressLead')}</p>}
          {run.status === 'FAILED' && <Alert type="error" showIcon title={t('notDone')} description={run.detail} />}
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
      {(run.failed > 0 || run.status === 'DONE') && (
        <Panel
          title={`${t('errors')} · ${number(run.failed)}`}
          flush
          actions={
            run.failed > 0 && (
              <Button href={errorsFile(run.importId)} download icon={<Icon name="download" size={16} />}>
                {t('download')}
              </Button>
            )
          }
        >
          {run.failed === 0 ? (
            <p className="panel-body quiet">{t('errorsNone')}</p>
          ) : (
            <>
              <Table
                dataSource={rows}
                loading={errors.isPending}
                rowKey={(row) => `${row.line} ${row.column ?? ''} ${row.reason}`}
                pagination={false}
                columns={[
                  { title: t('line'), key: 'line', width: 90, render: (_, row) => <span className="number">{number(row.line)}</span> },
                  { title: t('column'), key: 'column', width: 160, render: (_, row) => row.column },
                  { title: t('reason'), key: 'reason', render: (_, row) => row.reason },
                ]}
              />
              {errors.hasNextPage && (
                <footer className="table-foot">
                  <span />
                  <Button loading={errors.isFetchingNextPage} onClick={() => void errors.fetchNextPage()}>
                    {c('more')}
                  </Button>
                </footer>
              )}
            </>
          )}
        </Panel>
      )}
    </>
  );
}
