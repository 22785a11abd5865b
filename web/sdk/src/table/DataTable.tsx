import { useMemo, useState, type ReactNode } from 'react';
import { App, Button, Checkbox, Dropdown, Input, Modal, Popover, Table, type TableColumnsType } from 'antd';
import type { Page } from '../api';
import type { Pages } from '../hooks';
import { Icon } from '../Icon';
import { useLanguage, useTexts } from '../language';
import { explain } from '../problem';
import { navigate, useQueryState } from '../router';
import { useSession } from '../session';
import { Empty, Failed, Loading } from '../States';
import { common } from '../texts';
import { csvLine, saveCsv } from './csv';
import { dropView, keepView, readViews } from './views';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** The value as plain text for the export; a column without it is not exported. */
  csv?: (row: Row) => string | number | null | undefined;
  /** The name the server sorts by; the sort stands in the address as `sort=price` or `sort=-price`. */
  sort?: string;
  align?: 'right';
  width?: number;
  /** Not shown until it is chosen. */
  extra?: boolean;
  /** On a phone a row is a card: the lead column is its headline, the end column stands beside it, the rest below. */
  onPhone?: 'lead' | 'end' | 'hidden';
}

export interface BulkAction<Row> {
  title: string;
  danger?: boolean;
  run: (rows: Row[]) => Promise<void>;
}

const exportMax = 10_000;

/** Shows a list with its filters; the filters, the sort and the choice of columns survive a reload and can be kept as a view. */
export function DataTable<Row extends object>({
  id,
  columns,
  pages,
  rowKey,
  open,
  filters,
  bulk = [],
  exportAs,
  empty,
}: {
  id: string;
  columns: Column<Row>[];
  pages: Pages<Row>;
  rowKey: (row: Row) => string;
  /** The screen that a row leads to. */
  open?: (row: Row) => string;
  filters?: ReactNode;
  bulk?: BulkAction<Row>[];
  /** The name of the exported file and how to fetch all rows of the present filters. */
  exportAs?: { name: string; fetchPage: (cursor: string | undefined) => Promise<Page<Row>> };
  empty: ReactNode;
}) {
  const t = useTexts(common);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [query, changeQuery] = useQueryState();
  const [chosen, setChosen] = useState<string[]>(() => readColumns(id) ?? columns.filter((column) => !column.extra).map(({ key }) => key));
  const [selected, setSelected] = useState<Map<string, Row>>(new Map());
  const [running, setRunning] = useState<string>();
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const total = pages.data?.pages[0]?.total;
  const shown = columns.filter((column) => chosen.includes(column.key));
  const filtered = [...query.keys()].some((name) => name !== 'sort');
  const sort = query.get('sort') ?? '';

  const choose = (keys: string[]) => {
    setChosen(keys);
    localStorage.setItem(`kontor.columns.${id}`, JSON.stringify(keys));
  };

  const runBulk = async (action: BulkAction<Row>) => {
    setRunning(action.title);
    try {
      await action.run([...selected.values()]);
      setSelected(new Map());
    } catch (error) {
      void message.error(explain(error, language), 6);
    } finally {
      setRunning(undefined);
    }
  };

  const exportAll = async () => {
    if (!exportAs) return;
    const kept = columns.filter((column) => column.csv);
    const lines = [csvLine(kept.map(({ title }) => title))];
    const note = 'export';
    setRunning(note);
    try {
      let cursor: string | undefined;
      do {
        const page = await exportAs.fetchPage(cursor);
        lines.push(...page.items.map((row) => csvLine(kept.map((column) => column.csv?.(row)))));
        cursor = page.next ?? undefined;
        void message.open({ key: note, type: 'loading', content: t('exporting', { count: lines.length - 1 }), duration: 0 });
      } while (cursor && lines.length <= exportMax);
      saveCsv(exportAs.name, lines);
      const count = lines.length - 1;
      void message.open({
        key: note,
        type: cursor ? 'warning' : 'success',
        content: t(cursor ? 'exportCut' : 'exported', { count }),
        duration: 5,
      });
    } catch (error) {
      void message.open({ key: note, type: 'error', content: explain(error, language), duration: 6 });
    } finally {
      setRunning(undefined);
    }
  };

  const tools = (
    <div className="table-tools">
      <ViewChoice id={id} chosen={chosen} choose={choose} />
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <Checkbox.Group
            className="column-choice"
            value={chosen}
            onChange={choose}
            options={columns.map(({ key, title }) => ({ value: key, label: title }))}
          />
        }
      >
        <Button icon={<Icon name="columns" size={16} />} aria-label={t('columns')}>
          <span className="wide-only">{t('columns')}</span>
        </Button>
      </Popover>
      {exportAs && (
        <Button
          icon={<Icon name="download" size={16} />}
          aria-label={t('exportCsv')}
          loading={running === 'export'}
          disabled={rows.length === 0}
          onClick={() => void exportAll()}
        >
          <span className="wide-only">{t('exportCsv')}</span>
        </Button>
      )}
    </div>
  );

  const antdColumns: TableColumnsType<Row> = shown.map((column) => ({
    key: column.key,
    title: column.title,
    render: (_, row) => column.cell(row),
    className: column.onPhone === 'lead' ? '' : 'cell-nowrap',
    ...(column.align ? { align: column.align } : {}),
    ...(column.width ? { width: column.width } : {}),
    ...(column.sort
      ? { sorter: true, sortOrder: sort === column.sort ? ('ascend' as const) : sort === `-${column.sort}` ? ('descend' as const) : null }
      : {}),
  }));

  const lead = shown.find((column) => column.onPhone === 'lead') ?? shown[0];
  const end = shown.find((column) => column.onPhone === 'end');
  const below = shown.filter((column) => column !== lead && column !== end && column.onPhone !== 'hidden');
  const follow = (row: Row) => open && navigate(open(row));

  return (
    <section className="panel panel-flush table">
      <div className="table-bar">
        <div className="table-filters">
          {filters}
          {filtered && (
            <Button type="link" onClick={() => changeQuery(Object.fromEntries([...query.keys()].map((name) => [name, undefined])))}>
              {t('clear')}
            </Button>
          )}
        </div>
        {tools}
      </div>
      {selected.size > 0 && (
        <div className="table-bulk" role="status">
          <span>{t('selected', { count: selected.size })}</span>
          {bulk.map((action) => (
            <Button
              key={action.title}
              size="small"
              danger={action.danger ?? false}
              loading={running === action.title}
              disabled={running !== undefined}
              onClick={() => void runBulk(action)}
            >
              {action.title}
            </Button>
          ))}
          <Button size="small" type="text" onClick={() => setSelected(new Map())}>
            {t('cancel')}
          </Button>
        </div>
      )}
      {pages.isPending && <Loading rows={8} />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isSuccess && rows.length === 0 && (filtered ? <Empty icon="search" title={t('emptyFiltered')} /> : empty)}
      {rows.length > 0 && (
        <>
          <Table<Row>
            className="wide-table"
            columns={antdColumns}
            dataSource={rows}
            rowKey={rowKey}
            pagination={false}
            tableLayout="auto"
            onChange={(_pages, _filters, sorter) => {
              const one = Array.isArray(sorter) ? sorter[0] : sorter;
              const name = columns.find(({ key }) => key === one?.columnKey)?.sort;
              changeQuery({ sort: name && one?.order ? (one.order === 'descend' ? `-${name}` : name) : undefined });
            }}
            onRow={(row) => ({
              className: open ? 'row-opens' : '',
              onClick: (event) => {
                const on = event.target as HTMLElement;
                if (!on.closest('a, button, input, label, .ant-table-selection-column') && !window.getSelection()?.toString()) follow(row);
              },
            })}
            {...(bulk.length > 0
              ? {
                  rowSelection: {
                    selectedRowKeys: [...selected.keys()],
                    onChange: (_keys, picked) => setSelected(new Map(picked.map((row) => [rowKey(row), row]))),
                  },
                }
              : {})}
          />
          <ul className="cards">
            {rows.map((row) => (
              <li
                key={rowKey(row)}
                className="card"
                onClick={(event) => !(event.target as HTMLElement).closest('a, button, input, label') && follow(row)}
              >
                <div className="card-head">
                  {bulk.length > 0 && (
                    <Checkbox
                      aria-label={t('selectRow')}
                      checked={selected.has(rowKey(row))}
                      onChange={({ target }) => {
                        const next = new Map(selected);
                        if (target.checked) next.set(rowKey(row), row);
                        else next.delete(rowKey(row));
                        setSelected(next);
                      }}
                    />
                  )}
                  <div className="card-lead">{lead?.cell(row)}</div>
                  {end && <div className="card-end">{end.cell(row)}</div>}
                </div>
                <dl className="card-facts">
                  {below.map((column) => (
                    <div key={column.key}>
                      <dt>{column.title}</dt>
                      <dd>{column.cell(row)}</dd>
                    </div>
                  ))}
                </dl>
              </li>
            ))}
          </ul>
          <footer className="table-foot">
            <span className="quiet">
              {typeof total === 'number' ? t('shownOf', { count: rows.length, total }) : t('shown', { count: rows.length })}
            </span>
            {pages.hasNextPage && (
              <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {t('more')}
              </Button>
            )}
          </footer>
        </>
      )}
    </section>
  );
}

function readColumns(id: string): string[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(`kontor.columns.${id}`) ?? 'null');
    return Array.isArray(stored) && stored.length > 0 ? stored.map(String) : undefined;
  } catch {
    return undefined;
  }
}

function ViewChoice({ id, chosen, choose }: { id: string; chosen: string[]; choose: (columns: string[]) => void }) {
  const t = useTexts(common);
  const { message } = App.useApp();
  const [query, changeQuery] = useQueryState();
  const { accountId } = useSession().session;
  const [views, setViews] = useState(() => readViews(accountId, id));
  const [naming, setNaming] = useState<string>();

  const show = (name: string) => {
    const view = views.find((one) => one.name === name);
    if (!view) return;
    choose(view.columns);
    const cleared = Object.fromEntries([...query.keys()].map((key) => [key, undefined]));
    changeQuery({ ...cleared, ...Object.fromEntries(new URLSearchParams(view.query)) });
  };
  const keep = () => {
    const name = naming?.trim();
    if (!name) return;
    setViews(keepView(accountId, id, { name, query: query.toString(), columns: chosen }));
    setNaming(undefined);
    void message.success(t('viewSaved', { name }));
  };

  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...(views.length === 0
              ? [{ key: 'none', label: t('viewsNone'), disabled: true }]
              : views.map((view) => ({
                  key: `view:${view.name}`,
                  label: (
                    <span className="view-line">
                      {view.name}
                      <Button
                        type="text"
                        size="small"
                        aria-label={t('viewDelete', { name: view.name })}
                        icon={<Icon name="close" size={14} />}
                        onClick={(event) => {
                          event.stopPropagation();
                          setViews(dropView(accountId, id, view.name));
                        }}
                      />
                    </span>
                  ),
                  onClick: () => show(view.name),
                }))),
            { type: 'divider' as const },
            { key: 'save', label: t('viewSave'), icon: <Icon name="plus" size={14} />, onClick: () => setNaming('') },
          ],
        }}
      >
        <Button icon={<Icon name="bookmark" size={16} />} aria-label={t('views')}>
          <span className="wide-only">{t('views')}</span>
        </Button>
      </Dropdown>
      <Modal
        open={naming !== undefined}
        title={t('viewSave')}
        okText={t('save')}
        cancelText={t('cancel')}
        okButtonProps={{ disabled: !naming?.trim() }}
        onOk={keep}
        onCancel={() => setNaming(undefined)}
        destroyOnHidden
      >
        <label className="field">
          <span>{t('viewName')}</span>
          <Input autoFocus maxLength={40} value={naming ?? ''} onChange={({ target }) => setNaming(target.value)} onPressEnter={keep} />
        </label>
      </Modal>
    </>
  );
}
