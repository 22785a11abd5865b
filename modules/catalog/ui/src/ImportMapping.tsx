import { useRef, useState } from 'react';
import { Alert, App, Button, Input, Progress, Select, Table } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { explain, Icon, Panel, useAction, useFormats, useLanguage, useTexts } from 'kontor/sdk';
import { changeImport, importKey, uploadPictures, type Import, type ImportColumn, type Wanted } from './imports';
import { fieldTexts, profileTexts, texts } from './importTexts';
import { codeOf } from './variants';

const picturesAtOnce = 40;
const bytesAtOnce = 48 * 1024 * 1024;

/** What the columns of the files become. Every choice is kept at once, so that the import can be left and found again. */
export function ImportMapping({ run }: { run: Import }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { number } = useFormats();
  const queries = useQueryClient();
  const change = useAction((wanted: Wanted) => changeImport(run.importId, wanted), {
    then: (changed) => queries.setQueryData(importKey(run.importId), changed),
  });
  const named = (field: string) => {
    const [kind, detail] = field.split(':');
    if (detail && kind === 'attribute') return t('attributeOf', { name: detail });
    if (detail && kind === 'option') return t('optionOf', { name: detail });
    return fieldTexts[field]?.[language === 'zh-CN' ? 0 : 1] ?? field;
  };
  const choose = (name: string, field: string) => {
    const kept = run.columns.map((column) => (column.name === name ? { ...column, field } : column)).filter((column) => column.field);
    change.mutate({ mapping: Object.fromEntries(kept.map((column) => [column.name, column.field ?? ''])) });
  };
  const choicesFor = (column: ImportColumn) => {
    const own = codeOf(column.name);
    const fields = [...run.fields, ...(own ? [`attribute:${own}`, `option:${own}`] : [])];
    const all = column.field && !fields.includes(column.field) ? [column.field, ...fields] : fields;
    return [{ value: '', label: t('skip') }, ...all.map((field) => ({ value: field, label: named(field) }))];
  };
  const { stock: stockOfEach, ...others } = run.constants;
  const saysNoStock = run.profile === 'plain' && run.columns.every(({ field }) => field !== 'stock');
  const labelled = (label: string): Record<string, string> => ({ 'data-label': label });

  return (
    <div className="split">
      <div>
        <Panel title={t('columns')} flush>
          <div className="panel-body fields">
            <p className="quiet">{t('columnsLead', { rows: number(run.rows) })}</p>
            {run.obstacle && <Alert type="warning" showIcon title={run.obstacle} />}
          </div>
          <Table
            className="stack-table"
            dataSource={run.columns}
            rowKey={({ name }) => name}
            pagination={false}
            tableLayout="fixed"
            columns={[
              {
                title: t('column'),
                key: 'name',
                width: '32%',
                render: (_, column) => <span className="strong word-break">{column.name}</span>,
              },
              {
                title: t('means'),
                key: 'field',
                width: 220,
                onCell: () => labelled(t('means')),
                render: (_, column) =>
                  run.fields.length === 0 ? (
                    (column.field ?? <span className="quiet">{t('skip')}</span>)
                  ) : (
                    <Select
                      className="mapping-choice"
                      aria-label={`${column.name}: ${t('means')}`}
                      showSearch={{ optionFilterProp: 'label' }}
                      value={column.field ?? ''}
                      disabled={change.isPending}
                      onChange={(field) => choose(column.name, field)}
                      options={choicesFor(column)}
                    />
                  ),
              },
              {
                title: t('samples'),
                key: 'samples',
                onCell: () => labelled(t('samples')),
                render: (_, column) => <span className="quiet samples">{column.samples.filter(Boolean).slice(0, 3).join(' · ')}</span>,
              },
            ]}
          />
        </Panel>
      </div>
      <div>
        <Panel title={t('terms')}>
          <div className="fields">
            <div className="field">
              <span>{t('layout')}</span>
              <span className="strong">{profileTexts[run.profile]?.[language === 'zh-CN' ? 0 : 1] ?? run.profile}</span>
            </div>
            <TermField
              label={t('currency')}
              lead={t('currencyLead')}
              start={run.currency ?? ''}
              max={3}
              set={(currency) => change.mutate({ currency: currency.toUpperCase() })}
            />
            <TermField
              // A rate goes with its currency: another currency takes it away, here as in the shop.
              key={run.currency ?? ''}
              label={t('rate')}
              lead={t('rateLead')}
              start={run.rate === null || run.rate === undefined ? '' : String(run.rate)}
              max={12}
              set={(rate) => change.mutate({ rate })}
            />
            <label className="field">
              <span>{t('language')}</span>
              <Select
                value={run.language ?? ''}
                onChange={(wanted) => change.mutate({ language: wanted })}
                options={[
                  { value: '', label: t('languageByScript') },
                  { value: 'zh', label: t('chinese') },
                  { value: 'en', label: t('english') },
                ]}
              />
            </label>
            {saysNoStock && (
              <TermField
                label={t('stock')}
                lead={t('stockLead')}
                start={stockOfEach ?? ''}
                max={9}
                set={(stock) => change.mutate({ constants: { ...others, ...(stock && { stock }) } })}
              />
            )}
          </div>
        </Panel>
        <Pictures run={run} />
      </div>
    </div>
  );
}

function TermField({
  label,
  lead,
  start,
  max,
  set,
}: {
  label: string;
  lead: string;
  start: string;
  max: number;
  set: (value: string) => void;
}) {
  const [value, setValue] = useState(start);
  const settle = () => value.trim() !== start && set(value.trim());
  return (
    <label className="field">
      <span>{label}</span>
      <Input value={value} maxLength={max} onChange={({ target }) => setValue(target.value)} onBlur={settle} onPressEnter={settle} />
      <span className="quiet below">{lead}</span>
    </label>
  );
}

/** Sends a folder of pictures in parts, each small enough for one request. */
function Pictures({ run }: { run: Import }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const chooser = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number>();

  const send = async (pictures: File[]) => {
    try {
      setShare(0);
      let sent = 0;
      for (const part of parts(pictures)) {
        await uploadPictures(run.importId, part, (now) => setShare((sent + now * part.length) / pictures.length));
        sent += part.length;
      }
      void message.success(t('picturesSent', { count: pictures.length }));
    } catch (error) {
      void message.error(explain(error, language), 8);
    } finally {
      setShare(undefined);
    }
  };

  return (
    <Panel>
      <div className="fields">
        <p className="quiet">{t('picturesLead')}</p>
        <div>
          <Button icon={<Icon name="picture" size={16} />} loading={share !== undefined} onClick={() => chooser.current?.click()}>
            {t('pictures')}
          </Button>
        </div>
        {share !== undefined && <Progress percent={Math.round(share * 100)} size="small" />}
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          {...{ webkitdirectory: '' }}
          onChange={({ target }) => {
            const pictures = [...(target.files ?? [])].filter(({ type }) => type.startsWith('image/'));
            if (pictures.length > 0) void send(pictures);
            target.value = '';
          }}
        />
      </div>
    </Panel>
  );
}

function parts(files: File[]): File[][] {
  const all: File[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = all.at(-1);
    if (last && last.length < picturesAtOnce && bytes + file.size <= bytesAtOnce) {
      last.push(file);
      bytes += file.size;
    } else {
      all.push([file]);
      bytes = file.size;
    }
  }
  return all;
}
