import { useState } from 'react';
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  Badge,
  DataTable,
  Empty,
  FilterChoice,
  FilterText,
  Frame,
  Icon,
  Link,
  useFormats,
  useLanguage,
  useMay,
  usePages,
  useQueryState,
  useTexts,
  type Column,
} from 'kontor/sdk';
import { BookGoods } from './BookGoods';
import { fetchLocations, fetchStock, nameOf, type Stock } from './stock';
import { texts } from './texts';

/** What is where: one row per SKU and location. */
export function StockList() {
  const t = useTexts(texts);
  const may = useMay();
  const { language } = useLanguage();
  const { number, time } = useFormats();
  const [query] = useQueryState();
  const [booking, setBooking] = useState(false);
  const locations = useQuery({ queryKey: ['locations'], queryFn: fetchLocations });
  const names = new Map((locations.data?.items ?? []).map((location) => [location.code, nameOf(location, language)]));
  const filter = {
    q: query.get('q') ?? undefined,
    location: query.get('location') ?? undefined,
    state: query.get('state') ?? undefined,
  };
  const pages = usePages(['stock', filter], (cursor, signal) => fetchStock(filter, cursor, signal));

  const units = (key: 'onHand' | 'reserved' | 'safety', title: string): Column<Stock> => ({
    key,
    title,
    align: 'right',
    cell: (row) => <span className="number">{number(row[key])}</span>,
    csv: (row) => row[key],
  });
  const columns: Column<Stock>[] = [
    {
      key: 'sku',
      title: t('sku'),
      onPhone: 'lead',
      cell: (row) => (
        <Link to={`/inventory/stock/${encodeURIComponent(row.sku)}`} className="number strong">
          {row.sku}
        </Link>
      ),
      csv: (row) => row.sku,
    },
    { key: 'location', title: t('location'), cell: (row) => names.get(row.location) ?? row.location, csv: (row) => row.location },
    {
      key: 'available',
      title: t('available'),
      align: 'right',
      onPhone: 'end',
      cell: (row) =>
        row.available === 0 ? <Badge tone="danger">0</Badge> : <span className="number strong">{number(row.available)}</span>,
      csv: (row) => row.available,
    },
    units('onHand', t('onHand')),
    units('reserved', t('reserved')),
    units('safety', t('safety')),
    { key: 'changedAt', title: t('changedAt'), extra: true, cell: (row) => time(row.changedAt), csv: (row) => row.changedAt },
  ];

  return (
    <Frame
      title={t('stock')}
      actions={
        may('inventory.write') && (
          <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setBooking(true)}>
            {t('receive')}
          </Button>
        )
      }
    >
      <DataTable
        id="stock"
        columns={columns}
        pages={pages}
        rowKey={(row) => `${row.sku} ${row.location}`}
        open={(row) => `/inventory/stock/${encodeURIComponent(row.sku)}`}
        exportAs={{ name: t('stock'), fetchPage: (cursor) => fetchStock(filter, cursor, undefined, 200) }}
        empty={
          <Empty icon="box" title={t('none')}>
            {t('noneLead')}
          </Empty>
        }
        filters={
          <>
            <FilterText label={t('find')} />
            <FilterChoice
              label={t('location')}
              name="location"
              any={t('anyLocation')}
              options={[...names].map(([value, label]) => ({ value, label }))}
            />
            <FilterChoice
              label={t('state')}
              name="state"
              any={t('anyState')}
              options={[
                { value: 'out', label: t('out') },
                { value: 'low', label: t('low') },
              ]}
            />
          </>
        }
      />
      {booking && <BookGoods kind="RECEIPT" close={() => setBooking(false)} />}
    </Frame>
  );
}
