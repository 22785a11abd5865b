import { useState } from 'react';
import { Input, Select } from 'antd';
import { Badge, common, DataTable, Empty, Frame, Icon, Link, useFormats, usePages, useQueryState, useTexts, type Column } from 'kontor/sdk';
import { fetchOrders, isStatus, statuses, statusTexts, toneOf, type OrderSummary } from './orders';
import { texts } from './texts';

/** Finds orders and opens them. */
export function Orders() {
  const t = useTexts(texts);
  const c = useTexts(common);
  const s = useTexts(statusTexts);
  const { money, time, number } = useFormats();
  const [query, changeQuery] = useQueryState();
  const filter = { status: query.get('status') ?? undefined, q: query.get('q') ?? undefined, sort: query.get('sort') ?? undefined };
  const [typed, setTyped] = useState(filter.q ?? '');
  const pages = usePages(['orders', filter], (cursor, signal) => fetchOrders(filter, cursor, signal));

  const statusOf = (order: OrderSummary) => (isStatus(order.status) ? s(order.status) : order.status);

  const columns: Column<OrderSummary>[] = [
    {
      key: 'number',
      title: t('number'),
      onPhone: 'lead',
      cell: (order) => (
        <Link to={`/trade/orders/${order.number}`} className="number strong">
          {order.number}
        </Link>
      ),
      csv: (order) => order.number,
    },
    {
      key: 'status',
      title: t('status'),
      onPhone: 'end',
      cell: (order) => <Badge tone={toneOf(order.status)}>{statusOf(order)}</Badge>,
      csv: statusOf,
    },
    { key: 'placedAt', title: t('placedAt'), cell: (order) => time(order.placedAt), csv: (order) => order.placedAt },
    { key: 'buyer', title: t('buyer'), cell: (order) => order.contact.name, csv: (order) => order.contact.name },
    { key: 'email', title: t('email'), extra: true, cell: (order) => order.contact.email, csv: (order) => order.contact.email },
    {
      key: 'phone',
      title: t('phone'),
      cell: (order) => <span className="number">{order.contact.phone}</span>,
      csv: (order) => order.contact.phone,
    },
    {
      key: 'units',
      title: t('units'),
      align: 'right',
      cell: (order) => <span className="number">{number(order.units)}</span>,
      csv: (order) => order.units,
    },
    {
      key: 'total',
      title: t('total'),
      align: 'right',
      cell: (order) => <span className="number strong">{money(order.total)}</span>,
      csv: (order) => order.total.amount,
    },
    { key: 'currency', title: t('currency'), extra: true, cell: (order) => order.total.currency, csv: (order) => order.total.currency },
  ];

  return (
    <Frame title={t('orders')}>
      <DataTable
        id="orders"
        columns={columns}
        pages={pages}
        rowKey={(order) => order.number}
        open={(order) => `/trade/orders/${order.number}`}
        exportAs={{ name: t('orders'), fetchPage: (cursor) => fetchOrders(filter, cursor, undefined, 100) }}
        empty={
          <Empty icon="receipt" title={t('none')}>
            {t('noneLead')}
          </Empty>
        }
        filters={
          <>
            <Input
              className="filter-text"
              allowClear
              prefix={<Icon name="search" size={16} />}
              aria-label={t('find')}
              placeholder={t('find')}
              maxLength={100}
              value={typed}
              onChange={({ target }) => {
                setTyped(target.value);
                if (!target.value) changeQuery({ q: undefined });
              }}
              onPressEnter={() => changeQuery({ q: typed.trim() || undefined })}
              onBlur={() => changeQuery({ q: typed.trim() || undefined })}
            />
            <Select
              className="filter-choice"
              aria-label={t('status')}
              value={filter.status ?? ''}
              onChange={(status) => changeQuery({ status: status || undefined })}
              options={[{ value: '', label: t('anyStatus') }, ...statuses.map((status) => ({ value: status as string, label: s(status) }))]}
              title={c('filters')}
            />
          </>
        }
      />
    </Frame>
  );
}
