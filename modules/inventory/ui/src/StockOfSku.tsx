import { useState } from 'react';
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import {
  DataTable,
  Empty,
  Facts,
  FilterChoice,
  Frame,
  Link,
  Loaded,
  Panel,
  useFormats,
  useLanguage,
  useMay,
  usePages,
  usePart,
  useQueryState,
  useTexts,
  type Column,
} from 'kontor/sdk';
import { WaitingOrders } from './Backlog';
import { BookGoods, type Booking } from './BookGoods';
import { SellBeyond } from './SellBeyond';
import { causes, fetchLocations, fetchMovements, fetchStockOf, nameOf, type Movement } from './stock';
import { texts } from './texts';

/** One SKU: what is where, what can be done, and every movement that made it so. */
export function StockOfSku() {
  const sku = decodeURIComponent(usePart('sku'));
  const t = useTexts(texts);
  const may = useMay();
  const { language } = useLanguage();
  const { number } = useFormats();
  const [booking, setBooking] = useState<Booking>();
  const stock = useQuery({ queryKey: ['stock', sku], queryFn: () => fetchStockOf(sku) });
  const locations = useQuery({ queryKey: ['locations'], queryFn: fetchLocations });
  const names = new Map((locations.data?.items ?? []).map((location) => [location.code, nameOf(location, language)]));
  const several = names.size > 1;
  return (
    <Frame
      title={sku}
      above={{ to: '/inventory/stock', title: t('stock') }}
      actions={
        may('inventory.write') && (
          <>
            <Button type="primary" onClick={() => setBooking('RECEIPT')}>
              {t('receive')}
            </Button>
            <Button onClick={() => setBooking('CORRECTION')}>{t('correct')}</Button>
            {several && <Button onClick={() => setBooking('TRANSFER')}>{t('transfer')}</Button>}
            <Button onClick={() => setBooking('SAFETY')}>{t('keepBack')}</Button>
          </>
        )
      }
    >
      <Panel title={t('places')}>
        <Loaded query={stock} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon="box" title={t('notThere')} />
            ) : (
              <Facts
                facts={items.map(
                  (row) =>
                    [
                      names.get(row.location) ?? row.location,
                      <span key={row.location}>
                        <span className="strong">
                          {t('available')} {number(row.available)}
                        </span>{' '}
                        · {t('onHand')} {number(row.onHand)} · {t('reserved')} {number(row.reserved)}
                        {row.safety > 0 && ` · ${t('safety')} ${number(row.safety)}`}
                      </span>,
                    ] as const,
                )}
              />
            )
          }
        </Loaded>
      </Panel>
      <SellBeyond sku={sku} />
      <WaitingOrders sku={sku} />
      <Movements sku={sku} names={names} />
      {booking && <BookGoods kind={booking} sku={sku} safety={stock.data?.items[0]?.safety ?? 0} close={() => setBooking(undefined)} />}
    </Frame>
  );
}

function Movements({ sku, names }: { sku: string; names: Map<string, string> }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { time, number } = useFormats();
  const [query] = useQueryState();
  const location = query.get('location') ?? undefined;
  const pages = usePages(['movements', sku, location], (cursor, signal) => fetchMovements(sku, location, cursor, signal));
  const causeOf = (movement: Movement) => causes[movement.cause]?.[language === 'zh-CN' ? 0 : 1] ?? movement.cause;
  const signed = (units: number) => (units === 0 ? '' : units > 0 ? `+${number(units)}` : number(units));
  const columns: Column<Movement>[] = [
    { key: 'cause', title: t('cause'), onPhone: 'lead', cell: (row) => <span className="strong">{causeOf(row)}</span>, csv: causeOf },
    { key: 'at', title: t('at'), onPhone: 'end', cell: (row) => time(row.at), csv: (row) => row.at },
    { key: 'location', title: t('location'), cell: (row) => names.get(row.location) ?? row.location, csv: (row) => row.location },
    {
      key: 'onHandChange',
      title: t('change'),
      align: 'right',
      cell: (row) => <span className="number">{signed(row.onHandChange)}</span>,
      csv: (row) => row.onHandChange,
    },
    {
      key: 'reservedChange',
      title: t('reservedChange'),
      align: 'right',
      cell: (row) => <span className="number">{signed(row.reservedChange)}</span>,
      csv: (row) => row.reservedChange,
    },
    {
      key: 'after',
      title: t('after'),
      align: 'right',
      cell: (row) => (
        <span className="number">
          {number(row.onHand)} / {number(row.reserved)}
        </span>
      ),
      csv: (row) => `${row.onHand} / ${row.reserved}`,
    },
    {
      key: 'document',
      title: t('document'),
      cell: (row) => {
        const { documentId } = row;
        return documentId ? (
          <Link to={`/inventory/${row.cause === 'count' ? 'counts' : 'documents'}/${documentId}`} className="code">
            {documentId.slice(-12)}
          </Link>
        ) : (
          ''
        );
      },
      csv: (row) => row.documentId,
    },
    { key: 'reason', title: t('note'), cell: (row) => row.reason ?? '', csv: (row) => row.reason },
  ];
  return (
    <DataTable
      id="movements"
      columns={columns}
      pages={pages}
      rowKey={(row) => String(row.id)}
      exportAs={{ name: `${t('movements')} ${sku}`, fetchPage: (cursor) => fetchMovements(sku, location, cursor, undefined, 200) }}
      empty={<Empty icon="receipt" title={t('movementsNone')} />}
      filters={
        names.size > 1 && (
          <FilterChoice
            label={t('location')}
            name="location"
            any={t('anyLocation')}
            options={[...names].map(([value, label]) => ({ value, label }))}
          />
        )
      }
    />
  );
}
