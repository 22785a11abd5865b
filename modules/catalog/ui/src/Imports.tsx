import { useRef, useState, type DragEvent } from 'react';
import { App, Progress } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import {
  Badge,
  DataTable,
  Empty,
  explain,
  Frame,
  Icon,
  Link,
  navigate,
  useFormats,
  useLanguage,
  usePages,
  useTexts,
  type Column,
} from 'kontor/sdk';
import { fetchImports, statusTexts, statusTones, uploadImport, type Import } from './imports';
import { texts } from './importTexts';

const megabytesMax = 64;

/** Takes a catalogue file and keeps the list of earlier imports. */
export function Imports() {
  const t = useTexts(texts);
  const s = useTexts(statusTexts);
  const { time, number } = useFormats();
  const pages = usePages(['imports', 'list'], fetchImports);

  const columns: Column<Import>[] = [
    {
      key: 'file',
      title: t('file'),
      onPhone: 'lead',
      cell: (run) => (
        <Link to={`/catalog/imports/${run.importId}`} className="strong">
          {run.fileName}
        </Link>
      ),
    },
    { key: 'status', title: t('status'), onPhone: 'end', cell: (run) => <Badge tone={statusTones[run.status]}>{s(run.status)}</Badge> },
    { key: 'startedAt', title: t('startedAt'), cell: (run) => time(run.startedAt) },
    { key: 'startedBy', title: t('startedBy'), cell: (run) => run.startedBy },
    { key: 'rows', title: t('rows'), align: 'right', cell: (run) => <span className="number">{number(run.rows)}</span> },
    { key: 'products', title: t('products'), align: 'right', cell: (run) => <span className="number">{number(run.products)}</span> },
    { key: 'failed', title: t('failed'), align: 'right', cell: (run) => <span className="number">{number(run.failed)}</span> },
  ];

  return (
    <Frame title={t('imports')} above={{ to: '/catalog/products', title: t('products') }}>
      <TakeFile />
      <DataTable
        id="imports"
        columns={columns}
        pages={pages}
        rowKey={(run) => run.importId}
        open={(run) => `/catalog/imports/${run.importId}`}
        filters={<h2 className="table-title">{t('past')}</h2>}
        empty={
          <Empty icon="upload" title={t('none')}>
            {t('noneLead')}
          </Empty>
        }
      />
    </Frame>
  );
}

function TakeFile() {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<{ name: string; share: number }>();
  const [over, setOver] = useState(false);

  const send = async (files: File[]) => {
    const [first] = files;
    if (!first || sending) return;
    if (files.reduce((sum, { size }) => sum + size, 0) > megabytesMax * 1024 * 1024) {
      void message.error(t('tooLarge', { max: megabytesMax }));
      return;
    }
    try {
      const name = files.map((file) => file.name).join(', ');
      setSending({ name, share: 0 });
      const taken = await uploadImport(files, (share) => setSending({ name, share }));
      await queries.invalidateQueries({ queryKey: ['imports'] });
      navigate(`/catalog/imports/${taken.importId}`);
    } catch (error) {
      void message.error(explain(error, language), 8);
      setSending(undefined);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  };

  return (
    <section className="panel take">
      <p className="take-lead">{t('lead')}</p>
      <div className={over ? 'image-drop image-drop-over' : 'image-drop'}>
        <button
          type="button"
          disabled={sending !== undefined}
          onClick={() => chooser.current?.click()}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Icon name="upload" size={26} />
          {sending ? (
            <>
              <span>{t('uploading', { name: sending.name })}</span>
              <Progress percent={Math.round(sending.share * 100)} size="small" />
            </>
          ) : (
            <>
              <span className="strong">{t('choose')}</span>
              <span className="quiet">CSV · XLSX · GZ · {t('limit', { max: megabytesMax })}</span>
            </>
          )}
        </button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept=".csv,.tsv,.xlsx,.gz,text/csv"
          onChange={({ target }) => {
            void send([...(target.files ?? [])]);
            target.value = '';
          }}
        />
      </div>
    </section>
  );
}
